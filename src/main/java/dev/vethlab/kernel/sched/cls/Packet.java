package dev.vethlab.kernel.sched.cls;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.EthernetFrame;
import org.jspecify.annotations.Nullable;

/** A packet as filters look at it: its bytes are written out when the first filter asks for them. */
final class Packet {

    final Skb skb;
    final boolean incoming;
    private byte @Nullable [] bytes;
    private @Nullable FlowKey flow;

    Packet(Skb skb, boolean incoming) {
        this.skb = skb;
        this.incoming = incoming;
    }

    /** The type of what it carries, its tag's where it has one ({@code skb_protocol}). */
    int protocol() {
        return skb.isTagged() ? skb.vlanProtocol : skb.protocol;
    }

    /** Its fields, read once ({@code skb_flow_dissect}). */
    FlowKey flow() {
        if (flow == null) {
            flow = FlowKey.of(skb);
        }
        return flow;
    }

    /** How many bytes there are from the network header on. */
    int length() {
        return network().length;
    }

    /** Four bytes from the network header on; what is before it is the link layer's. False is told by {@link #has}. */
    int word(int offset) {
        return at(offset) << 24 | at(offset + 1) << 16 | at(offset + 2) << 8 | at(offset + 3);
    }

    /** Whether the four bytes are there. */
    boolean has(int offset) {
        return offset >= -EthernetFrame.HEADER_LENGTH && offset + 4 <= length();
    }

    private int at(int offset) {
        return offset >= 0 ? network()[offset] & 0xff : link(EthernetFrame.HEADER_LENGTH + offset);
    }

    private int link(int offset) {
        EthernetFrame frame = skb.frame;
        if (frame == null) {
            return 0;
        }
        if (offset >= 12) {
            return frame.type() >> (offset == 12 ? 8 : 0) & 0xff;
        }
        MacAddress address = offset < 6 ? frame.destination() : frame.source();
        return (int) (address.bits() >> 8 * (5 - offset % 6)) & 0xff;
    }

    private byte[] network() {
        if (bytes == null) {
            bytes = skb.payload.encode();
        }
        return bytes;
    }
}
