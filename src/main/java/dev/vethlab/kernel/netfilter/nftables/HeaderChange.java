package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.wire.Ipv4Packet;
import java.util.function.UnaryOperator;

/**
 * Changes the IPv4 header of a packet (net/netfilter/xt_DSCP.c, net/netfilter/xt_HL.c).
 *
 * @param written as {@code nft} writes it
 */
public record HeaderChange(UnaryOperator<Ipv4Packet> change, String written) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        Ipv4Packet packet = evaluation.packet();
        if (packet != null) {
            evaluation.skb.payload = change.apply(packet);
        }
        return Outcome.NEXT;
    }

    @Override
    public String text(TextStyle style) {
        return written;
    }
}
