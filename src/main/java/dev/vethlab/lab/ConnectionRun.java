package dev.vethlab.lab;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.UdpDatagram;
import dev.vethlab.wire.VlanTag;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connection that was tried, with everything that happened on the way.
 *
 * @param packets the packets seen on every device, in true order
 * @param steps the kernel's decisions, in order
 */
public record ConnectionRun(
        ConnectionRequest request, CommandResult result, List<TracedPacket> packets, List<Step> steps)
        implements ProbeRun {

    /** What {@code nc -z} sends over UDP: an X. */
    private static final int PROBE_BYTES = 1;

    /** What was learnt of the port. */
    public PortState state() {
        boolean udp = request.transport() == Transport.UDP;
        if (result.exitCode() == 0) {
            return udp && !isTaken() ? PortState.FILTERED : PortState.OPEN;
        }
        boolean withoutAWord = udp && result.stderr().isEmpty();
        boolean refused = withoutAWord || result.stderr().contains(Errno.ECONNREFUSED.words());
        return refused ? PortState.REFUSED : PortState.FILTERED;
    }

    @Override
    public boolean succeeded() {
        return state() == PortState.OPEN;
    }

    /** Whether a socket was given a datagram, which nobody has to answer; one that a tunnel unwraps is none of them. */
    private boolean isTaken() {
        Set<Long> given = new HashSet<>();
        for (Step step : steps) {
            if (step.function().equals("udp_queue_rcv_skb") && step.fate().equals(Optional.of(Fate.DELIVERED))) {
                given.add(step.packet());
            }
        }
        return packets.stream()
                .anyMatch(packet -> given.contains(packet.packet().number())
                        && isProbe(packet.packet().frame().payload()));
    }

    private static boolean isProbe(Payload payload) {
        return payload instanceof VlanTag tag
                ? isProbe(tag.payload())
                : payload instanceof Ipv4Packet ip
                        && ip.payload() instanceof UdpDatagram datagram
                        && datagram.payload().length() == PROBE_BYTES;
    }
}
