package dev.vethlab.tool.arping;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.socket.PacketSocket;
import dev.vethlab.tool.Process;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import java.util.Locale;
import java.util.Optional;

/** Sends the probes and counts the replies ({@code event_loop}, {@code send_pack}, {@code recv_pack}, {@code finish}). */
final class ArpingRun {

    private static final long SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final Process process;
    private final Machine machine;
    private final ArpingOptions options;
    private final ArpingSetup setup;
    private final PacketSocket socket;
    private final MacAddress own;
    private MacAddress destination;
    private boolean unicasting;
    private int sent;
    private int broadcastsSent;
    private int received;
    private int broadcastsReceived;
    private int requestsReceived;
    private long lastSentNs;
    private long expirations = 1;
    private boolean done;
    private int code;

    ArpingRun(Process process, ArpingOptions options, ArpingSetup setup) {
        this.process = process;
        this.machine = process.kernel().machine();
        this.options = options;
        this.setup = setup;
        this.socket = new PacketSocket(process.namespace().net());
        this.own = setup.device().address();
        this.destination = setup.device().broadcast();
    }

    int run() throws Quit {
        try {
            socket.bind(setup.device().index(), EthernetFrame.TYPE_ARP);
            say("ARPING " + setup.target() + " from " + setup.source() + " "
                    + setup.device().name() + "\n");
            if (options.source().isEmpty() && setup.source().isAny() && !options.duplicates()) {
                throw Quit.complaining(2, "no source address in not-DAD mode");
            }
            loop();
            return finish();
        } catch (KernelException refusal) {
            process.refused(refusal);
            throw Quit.complaining(2, "bind: " + refusal.errno().words());
        } finally {
            socket.close();
        }
    }

    private void loop() {
        long start = machine.nowNs();
        long nextProbe = options.interval() == 0 ? NEVER : start + options.interval() * SECOND;
        long timeout = options.timeout() == 0 ? NEVER : start + options.timeout() * SECOND;
        send();
        while (!done) {
            boolean readable = machine.runUntil(Math.min(nextProbe, timeout), socket::isReadable);
            long now = machine.nowNs();
            boolean timedOut = now >= timeout;
            if (now >= nextProbe) {
                nextProbe += options.interval() * SECOND;
                probeAgain();
            }
            if (timedOut) {
                done = true;
            }
            if (readable) {
                receive();
            }
        }
    }

    private void probeAgain() {
        expirations++;
        if (options.count() > 0 && options.count() < expirations) {
            done = true;
        } else {
            send();
        }
    }

    private void send() {
        MacAddress target = options.advertises() ? own : destination;
        int operation = options.advertises() ? ArpPacket.REPLY : ArpPacket.REQUEST;
        long now = machine.nowNs();
        try {
            socket.send(destination, new ArpPacket(operation, own, setup.source(), target, setup.target()));
        } catch (KernelException notSent) {
            process.refused(notSent);
            return;
        }
        lastSentNs = now;
        sent++;
        if (!unicasting) {
            broadcastsSent++;
        }
    }

    private void receive() {
        Optional<PacketSocket.Received> next;
        try {
            next = socket.receive();
        } catch (KernelException failure) {
            process.err("arping: recvfrom: " + failure.errno().words() + "\n");
            if (failure.errno() == Errno.ENETDOWN) {
                code = 2;
            }
            return;
        }
        if (next.isPresent()
                && next.get().payload() instanceof ArpPacket packet
                && isWanted(next.get().type(), packet)) {
            take(next.get(), packet);
        }
    }

    private boolean isWanted(PacketType type, ArpPacket packet) {
        boolean forUs = type == PacketType.HOST || type == PacketType.BROADCAST || type == PacketType.MULTICAST;
        boolean known = packet.operation() == ArpPacket.REQUEST || packet.operation() == ArpPacket.REPLY;
        if (!forUs || !known || !packet.senderIp().equals(setup.target())) {
            return false;
        }
        boolean toUs = packet.targetIp().equals(setup.source());
        return options.duplicates()
                ? !packet.senderMac().equals(own) && (setup.source().isAny() || toUs)
                : toUs && packet.targetMac().equals(own);
    }

    private void take(PacketSocket.Received frame, ArpPacket packet) {
        boolean unicast = frame.type() == PacketType.HOST;
        say(describe(unicast, packet));
        received++;
        if (options.timeout() != 0 && received == options.count()) {
            done = true;
            return;
        }
        if (!unicast) {
            broadcastsReceived++;
        }
        if (packet.operation() == ArpPacket.REQUEST) {
            requestsReceived++;
        }
        if (options.quitOnReply()) {
            done = true;
        } else if (!options.broadcastOnly()) {
            destination = packet.senderMac();
            unicasting = true;
        }
    }

    private String describe(boolean unicast, ArpPacket packet) {
        StringBuilder line = new StringBuilder(unicast ? "Unicast " : "Broadcast ")
                .append(packet.operation() == ArpPacket.REPLY ? "reply" : "request")
                .append(" from ")
                .append(packet.senderIp())
                .append(" [")
                .append(upperCase(packet.senderMac()))
                .append("] ");
        boolean forAnother = !packet.targetIp().equals(setup.source());
        if (forAnother) {
            line.append("for ").append(packet.targetIp()).append(' ');
        }
        if (!packet.targetMac().equals(own)) {
            line.append(forAnother ? "[" : "for [")
                    .append(upperCase(packet.targetMac()))
                    .append(']');
        }
        return line.append(elapsed()).toString();
    }

    /** The time since the last probe: a slip of the program adds half a millisecond to what is left of whole ones. */
    private String elapsed() {
        if (sent == 0) {
            return " UNSOLICITED?\n";
        }
        long micros = (machine.nowNs() - lastSentNs + 500) / 1000;
        long millis = (micros + 500) / 1000;
        return String.format(Locale.ROOT, " %d.%03dms\n", millis, micros - millis * 1000 + 500);
    }

    private static String upperCase(MacAddress address) {
        return address.toString().toUpperCase(Locale.ROOT);
    }

    private int finish() {
        say("Sent " + sent + " probes (" + broadcastsSent + " broadcast(s))\n");
        say("Received " + received + " response(s)" + kinds() + "\n");
        if (options.duplicates()) {
            code |= received > 0 ? 1 : 0;
        } else if (!options.unsolicited()) {
            code |= received > 0 ? 0 : 1;
        }
        return code | (isComplete() ? 0 : 1);
    }

    private String kinds() {
        if (broadcastsReceived == 0 && requestsReceived == 0) {
            return "";
        }
        String requests = requestsReceived == 0 ? "" : requestsReceived + " request(s)";
        String broadcasts = broadcastsReceived == 0 ? "" : broadcastsReceived + " broadcast(s)";
        return " (" + requests + (requests.isEmpty() || broadcasts.isEmpty() ? "" : ", ") + broadcasts + ")";
    }

    private boolean isComplete() {
        if (options.unsolicited()) {
            return true;
        }
        if (options.duplicates() && options.quitOnReply()) {
            return broadcastsSent != received;
        }
        return options.timeout() != 0 && options.count() <= 0 ? received > 0 : sent == received;
    }

    private void say(String words) {
        if (!options.quiet()) {
            process.out(words);
        }
    }
}
