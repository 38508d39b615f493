package dev.vethlab.tool.tcpdump;

import dev.vethlab.tool.pcap.CapturedPacket;
import dev.vethlab.tool.pcap.Direction;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.VlanTag;

/** A compiled filter expression (pcap-filter(7)), as of libpcap 1.10.3. */
public final class CaptureFilter {

    private final FilterCondition test;
    private final FilterSource source;

    private CaptureFilter(FilterCondition test, FilterSource source) {
        this.test = test;
        this.source = source;
    }

    /**
     * Compiles an expression; an empty one lets every packet pass.
     *
     * @throws FilterException with libpcap's words, where it is no expression or cannot be asked of this source
     */
    public static CaptureFilter compile(String expression, FilterSource source) throws FilterException {
        return new CaptureFilter(new FilterParser(expression, source).parse(), source);
    }

    /** Whether the filter lets a packet pass. */
    public boolean matches(CapturedPacket packet) {
        return matches(packet.frame(), packet.direction());
    }

    /** Whether the filter lets pass what its source's link type says: a frame, or an IP packet. */
    public boolean matches(Payload packet, Direction direction) {
        boolean outbound = direction == Direction.OUTBOUND;
        if (source.live() && packet instanceof EthernetFrame frame && frame.payload() instanceof VlanTag tag) {
            EthernetFrame inner = new EthernetFrame(frame.destination(), frame.source(), tag.type(), tag.payload());
            int control = tag.priority() << 13 | (tag.dropEligible() ? 0x1000 : 0) | tag.id();
            return run(new FilterPacket(Bytes.of(inner.encode()), outbound, control));
        }
        Bytes bytes = packet instanceof Bytes already ? already : Bytes.of(packet.encode());
        return run(new FilterPacket(bytes, outbound, FilterPacket.UNTAGGED));
    }

    private boolean run(FilterPacket packet) {
        try {
            return test.holds(packet);
        } catch (FilterPacket.Rejected rejected) {
            return false;
        }
    }
}
