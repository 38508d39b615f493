package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.Conntrack;
import dev.vethlab.kernel.netfilter.nat.NatManip;
import dev.vethlab.kernel.netfilter.nat.NatRange;
import dev.vethlab.wire.Ipv4Packet;

/**
 * Translates a whole network into another one, the host part stays (net/netfilter/xt_NETMAP.c).
 *
 * @param network the other one's address
 */
public record NetworkMapStatement(int network, int mask) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        Connection connection = Conntrack.of(evaluation.skb);
        Ipv4Packet packet = evaluation.packet();
        evaluation.verdict = Verdict.of(Verdict.Kind.ACCEPT);
        if (connection != null && packet != null) {
            NatManip manip = NatManip.at(evaluation.point);
            Ipv4Address old = manip == NatManip.SOURCE ? packet.source() : packet.destination();
            Ipv4Address mapped = new Ipv4Address(old.bits() & ~mask | network & mask);
            evaluation.environment.nat().setUp(connection, NatRange.to(mapped), manip);
        }
        return Outcome.DECIDED;
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
        if (type != BaseChain.Type.NAT) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    @Override
    public String text(TextStyle style) {
        return "xt target NETMAP";
    }
}
