package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
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
 */
public record FibSelector(boolean ofSource, boolean withIif, boolean withOif, boolean withMark, String result)
        implements Selector {

    @Override
    public DataType type() {
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
        NetDevice out = outDevice(evaluation, packet, address);
        NetDevice found = device == null || out == device ? out : null;
        evaluation.numbers[register] = found == null ? 0 : found.index();
        evaluation.names[register] = found == null ? "" : found.name();
        return true;
    }

    private static @Nullable NetDevice outDevice(Evaluation evaluation, Ipv4Packet packet, Ipv4Address address) {
        NetDevice in = evaluation.in == null ? evaluation.skb.dev : evaluation.in;
        if (evaluation.environment.fib().addressType(address) == RouteType.LOCAL) {
            return in;
        }
        try {
            return evaluation.environment.fib().output(Flow.to(address)).device();
        } catch (KernelException noRoute) {
            return null;
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
