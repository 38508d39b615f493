package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Tracer;
import dev.vethlab.kernel.trace.Verdict;

/** Tells which packets reached a program, while somebody listens. */
final class SocketTrace {

    private SocketTrace() {}

    /** A socket has it: its way ends. */
    static void delivered(Skb skb, String function, String detail) {
        PacketTrace.end(skb.dev, skb, function, Verdict.DELIVER, Fate.DELIVERED, detail);
    }

    /** A TCP socket was given it: its way ends, unless the socket has dropped it. */
    static void given(Skb skb, int port) {
        Tracer tracer = skb.dev.machine().tracer();
        if (tracer.isOn() && !tracer.hasEnded(skb.captureNumber)) {
            delivered(skb, "tcp_v4_do_rcv", "a socket on port " + port + " gets it");
        }
    }

    /** A raw socket was given a copy; the packet itself goes on to its protocol. */
    static void copied(Skb skb, boolean taken) {
        PacketTrace.add(
                skb,
                "raw_rcv",
                taken ? Verdict.DELIVER : Verdict.DROP,
                taken ? "a raw socket gets a copy" : "a raw socket has no room for its copy");
    }
}
