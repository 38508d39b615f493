package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Tracer;
import dev.vethlab.kernel.trace.Verdict;
import java.util.List;
import java.util.Optional;

/** Tells which packets reached a program, while somebody listens. */
final class SocketTrace {

    private SocketTrace() {}

    /** A socket has it: its way ends. */
    static void delivered(Skb skb, String function, String detail) {
        if (skb.dev.machine().tracer().isOn()) {
            add(skb, function, Verdict.DELIVER, Optional.of(Fate.DELIVERED), detail);
        }
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
        if (skb.dev.machine().tracer().isOn()) {
            add(
                    skb,
                    "raw_rcv",
                    taken ? Verdict.DELIVER : Verdict.DROP,
                    Optional.empty(),
                    taken ? "a raw socket gets a copy" : "a raw socket has no room for its copy");
        }
    }

    private static void add(Skb skb, String function, Verdict verdict, Optional<Fate> fate, String detail) {
        Machine machine = skb.dev.machine();
        machine.tracer()
                .add(new Step(
                        machine.nowNs(),
                        skb.dev.net().label(),
                        skb.dev.name(),
                        skb.captureNumber,
                        function,
                        verdict,
                        fate,
                        Optional.empty(),
                        detail,
                        List.of()));
    }
}
