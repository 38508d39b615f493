package dev.vethlab.kernel.ipv4;

import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;

/**
 * Cuts a packet into fragments that fit an MTU ({@code ip_frag_init}, {@code ip_frag_next}). A bridge has not looked for options
 * ({@code br_validate_ipv4}), and so gives all of them to every fragment.
 */
public final class Fragmenter {

    private static final int LARGEST_OFFSET = 0xfff8;

    private final Ipv4Packet packet;
    private final Bytes content;
    private final int room;
    private final boolean knowsOptions;
    private Bytes options;
    private int sent;

    /** Of a packet whose options are known where {@code knowsOptions} says so, into fragments of at most {@code mtu} bytes. */
    public Fragmenter(Ipv4Packet packet, int mtu, boolean knowsOptions) {
        this.packet = packet;
        this.knowsOptions = knowsOptions;
        this.room = mtu - packet.headerLength();
        this.options = packet.options();
        Payload payload = packet.payload();
        this.content = payload instanceof Bytes ? (Bytes) payload : Bytes.of(payload.encode());
    }

    /** Whether the MTU leaves room for at least the eight bytes that offsets count in. */
    public boolean isPossible() {
        return room >= 8;
    }

    /** Whether something is left. */
    public boolean hasNext() {
        return sent < content.length();
    }

    /** The next fragment; of options that are known, all but the first have only those that are copied. */
    public Ipv4Packet next() {
        int left = content.length() - sent;
        int length = left <= room ? left : room & ~7;
        int offset = packet.fragmentOffset() + sent;
        // A fragment of the largest offsets that is cut again: the field has no room for the sum, whose top bit is
        // MF's.
        boolean more = length < left || packet.moreFragments() || offset > LARGEST_OFFSET;
        Ipv4Packet fragment = new Ipv4Packet(
                packet.tos(),
                packet.id(),
                packet.dontFragment(),
                more,
                offset & LARGEST_OFFSET,
                packet.ttl(),
                packet.protocol(),
                packet.source(),
                packet.destination(),
                options,
                content.slice(sent, sent + length));
        if (knowsOptions && sent == 0 && options.length() != 0 && packet.fragmentOffset() == 0) {
            options = IpOptions.ofLaterFragments(options);
        }
        sent += length;
        return fragment;
    }
}
