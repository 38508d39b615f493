package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.wire.Ipv4Packet;

/**
 * The match {@code rpfilter} (net/ipv4/netfilter/ipt_rpfilter.c): an answer to the packet would leave by the device it came in by.
 *
 * @param loose whether any device will do
 * @param withMark whether the packet's mark takes part
 * @param acceptLocal whether the source may be this machine's own
 * @param inverted whether it holds where the answer would not
 */
public record ReversePathStatement(boolean loose, boolean withMark, boolean acceptLocal, boolean inverted)
        implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        return holds(evaluation) == inverted ? Outcome.BREAK : Outcome.NEXT;
    }

    private boolean holds(Evaluation evaluation) {
        Ipv4Packet packet = evaluation.packet();
        NetDevice in = evaluation.in;
        if (packet == null || in == null || in.isLoopback()) {
            return true;
        }
        if (packet.destination().isMulticast() && packet.source().isZeronet()) {
            return true;
        }
        RouteType type = evaluation.environment.fib().addressType(packet.source());
        if (type == RouteType.LOCAL) {
            return acceptLocal;
        }
        if (type != RouteType.UNICAST) {
            return false;
        }
        try {
            int mark = withMark ? evaluation.skb.mark : 0;
            Flow flow = new Flow(0, 0, mark, 0, 0, Ipv4Address.ANY, packet.source(), 0, 0, false);
            NetDevice device = evaluation.environment.fib().output(flow).device();
            return loose || device == in;
        } catch (KernelException noRoute) {
            return false;
        }
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        if (point != HookPoint.PRE_ROUTING || type == BaseChain.Type.NAT) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    @Override
    public String text(TextStyle style) {
        return "xt match rpfilter";
    }
}
