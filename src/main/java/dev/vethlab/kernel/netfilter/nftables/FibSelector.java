package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/**
 * What routing says about an address of the packet ({@code nft_fib}).
 *
 * @param ofSource whether it is about the source
 * @param withIif whether only the device that the packet came in by counts
 * @param withOif whether only the device that it is to leave by counts
 * @param result {@code type}, {@code oif} or {@code oifname}
 * @param present whether it is asked only whether there is such a device ({@code NFTA_FIB_F_PRESENT})
 */
public record FibSelector(
        boolean ofSource, boolean withIif, boolean withOif, boolean withMark, String result, boolean present)
        implements Selector {

    @Override
    public DataType type() {
        if (present) {
            return DataType.BOOLEAN;
        }
        return switch (result) {
            case "type" -> DataType.FIB_ADDRTYPE;
            case "oif" -> DataType.IFACE_INDEX;
            default -> DataType.IFNAME;
        };
    }

    @Override
    public boolean load(Evaluation evaluation, int register) {
        Ipv4Packet packet = evaluation.packet();
        if (packet == null) {
            return false;
        }
        Ipv4Address address = ofSource ? packet.source() : packet.destination();
        NetDevice device = withIif ? evaluation.in : withOif ? evaluation.out : null;
        if (result.equals("type")) {
            RouteType type = device == null
                    ? evaluation.environment.fib().addressType(address)
                    : evaluation.environment.fib().addressType(address, device);
            evaluation.numbers[register] = number(type);
            return true;
        }
        NetDevice out = outDevice(evaluation, packet);
        NetDevice found = device == null || out == device ? out : null;
        evaluation.numbers[register] = found == null ? 0 : present ? 1 : found.index();
        evaluation.names[register] = found == null ? "" : found.name();
        return true;
    }

    /** {@code nft_fib4_eval}: what is this machine's own has no way out, but what goes over the loopback is not asked about. */
    private @Nullable NetDevice outDevice(Evaluation evaluation, Ipv4Packet packet) {
        NetDevice in = evaluation.in;
        if (in != null && in.isLoopback()) {
            return in;
        }
        if (in != null && packet.source().isZeronet() && packet.destination().isMulticast()) {
            return in;
        }
        Ipv4Address address = ofSource ? packet.source() : packet.destination();
        if (evaluation.environment.fib().addressType(address) == RouteType.LOCAL) {
            return null;
        }
        try {
            int mark = withMark ? evaluation.skb.mark : 0;
            Flow flow = new Flow(0, 0, mark, packet.tos(), 0, Ipv4Address.ANY, address, 0, 0, false);
            return evaluation.environment.fib().output(flow).device();
        } catch (KernelException noRoute) {
            return null;
        }
    }

    @Override
    public void validate(HookPoint point) throws KernelException {
        boolean early = point == HookPoint.PRE_ROUTING || point == HookPoint.LOCAL_IN || point == HookPoint.FORWARD;
        boolean possible = switch (result) {
            case "type" ->
                withIif
                        ? early
                        : !withOif
                                || point == HookPoint.FORWARD
                                || point == HookPoint.LOCAL_OUT
                                || point == HookPoint.POST_ROUTING;
            default -> early || point == HookPoint.INGRESS;
        };
        if (!possible) {
            throw new KernelException(Errno.EOPNOTSUPP);
        }
    }

    private static long number(RouteType type) {
        return switch (type) {
            case UNICAST -> 1;
            case LOCAL -> 2;
            case BROADCAST -> 3;
            case MULTICAST -> 5;
            case BLACKHOLE -> 6;
            case UNREACHABLE -> 7;
            case PROHIBIT -> 8;
            default -> 0;
        };
    }

    @Override
    public String text(TextStyle style) {
        return "fib " + (ofSource ? "saddr" : "daddr") + (withMark ? " . mark" : "") + (withIif ? " . iif" : "")
                + (withOif ? " . oif" : "") + " " + result;
    }
}
