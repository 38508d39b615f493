package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import dev.vethlab.kernel.netfilter.nat.NatManip;
import dev.vethlab.kernel.netfilter.nat.NatRange;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a new connection is translated to ({@code nft_nat}, {@code nft_masq}, {@code nft_redir}).
 *
 * @param range what it may be; the address of the other kinds is found for each connection
 * @param address the address where a map gives it; null else
 * @param written what {@code nft} writes behind the word, with a blank before it
 */
public record NatStatement(
        Kind kind, NatRange range, @Nullable Operand address, String written) implements Statement {

    /** The kinds of translation. */
    public enum Kind {
        SNAT("snat", HookPoint.POST_ROUTING, HookPoint.LOCAL_IN),
        DNAT("dnat", HookPoint.PRE_ROUTING, HookPoint.LOCAL_OUT),
        MASQUERADE("masquerade", HookPoint.POST_ROUTING, HookPoint.POST_ROUTING),
        REDIRECT("redirect", HookPoint.PRE_ROUTING, HookPoint.LOCAL_OUT);

        private final String word;
        private final List<HookPoint> points;

        Kind(String word, HookPoint one, HookPoint other) {
            this.word = word;
            this.points = List.of(one, other);
        }
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        Connection connection = Conntrack.of(evaluation.skb);
        Ipv4Packet packet = evaluation.packet();
        evaluation.verdict = Verdict.of(Verdict.Kind.ACCEPT);
        if (connection == null || packet == null) {
            return Outcome.DECIDED;
        }
        NatRange chosen = range(evaluation, packet, connection);
        if (chosen == null) {
            evaluation.verdict = Verdict.of(Verdict.Kind.DROP);
            evaluation.remark = "; there is no address to translate to";
        } else {
            boolean source = kind == Kind.SNAT || kind == Kind.MASQUERADE;
            evaluation.environment.nat().setUp(connection, chosen, source ? NatManip.SOURCE : NatManip.DESTINATION);
        }
        return Outcome.DECIDED;
    }

    private @Nullable NatRange range(Evaluation evaluation, Ipv4Packet packet, Connection connection) {
        switch (kind) {
            case MASQUERADE:
                return masquerade(evaluation, packet, connection);
            case REDIRECT:
                Ipv4Address own = evaluation.point == HookPoint.LOCAL_OUT
                        ? Ipv4Address.LOOPBACK
                        : firstAddress(evaluation, evaluation.in);
                return own == null ? null : range.withAddress(own);
            default:
                if (address == null) {
                    return range;
                }
                return address.load(evaluation, 0)
                        ? range.withAddress(new Ipv4Address((int) evaluation.numbers[0]))
                        : null;
        }
    }

    /** {@code nf_nat_masquerade_ipv4}: the address that the device would give a packet of its own. */
    private @Nullable NatRange masquerade(Evaluation evaluation, Ipv4Packet packet, Connection connection) {
        NetDevice out = evaluation.out;
        if (out == null || packet.source().isAny()) {
            return null;
        }
        Ipv4Address hop = evaluation.skb.dst instanceof Route route && route.viaGateway()
                ? route.nextHop()
                : packet.destination();
        Ipv4Address own = evaluation.environment.inet().select(out, hop, 0);
        if (own.isAny()) {
            return null;
        }
        connection.masqueradeDevice = out.index();
        return range.withAddress(own);
    }

    private static @Nullable Ipv4Address firstAddress(Evaluation evaluation, @Nullable NetDevice device) {
        InDevice inDevice =
                device == null ? null : evaluation.environment.inet().of(device);
        List<Ifaddr> addresses = inDevice == null ? List.of() : inDevice.addresses();
        return addresses.isEmpty() ? null : addresses.get(0).local();
    }

    @Override
    public String text(TextStyle style) {
        if (address == null) {
            return kind.word + written;
        }
        String family = written.startsWith(" ip") ? " ip" : "";
        return kind.word + family + " to " + address.text(DataType.IPV4_ADDR, style)
                + written.substring(family.length());
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    @Override
    public boolean needsConntrack() {
        return true;
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        if (type != BaseChain.Type.NAT || !kind.points.contains(point)) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
    }
}
