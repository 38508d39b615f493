package dev.vethlab.tool.files;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.route.FibAlias;
import dev.vethlab.kernel.route.FibInfo;
import dev.vethlab.kernel.route.FibNh;
import dev.vethlab.kernel.route.FibTable;
import dev.vethlab.kernel.route.RouteMetrics;
import dev.vethlab.kernel.route.RouteType;
import java.util.Optional;

/** {@code /proc/net/route}: the table main, in words of the first routing tables ({@code fib_route_seq_show}). */
final class ProcNetRoute {

    private static final int WIDTH = 127;
    private static final int UP = 0x1;
    private static final int GATEWAY = 0x2;
    private static final int HOST = 0x4;
    private static final int REJECT = 0x200;
    private static final int TCP_AND_IP_HEADER = 40;
    private static final int EIGHTHS = 8;

    private ProcNetRoute() {}

    static String text(Namespace namespace) {
        StringBuilder text = new StringBuilder(
                padded("Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT"));
        Optional<FibTable> main = namespace.fib().control().table(FibTable.MAIN);
        if (main.isPresent()) {
            for (FibAlias alias : main.get().routes()) {
                if (alias.type() != RouteType.BROADCAST && alias.type() != RouteType.MULTICAST) {
                    text.append(padded(line(alias)));
                }
            }
        }
        return text.toString();
    }

    private static String line(FibAlias alias) {
        FibInfo info = alias.info();
        Optional<FibNh> hop = info.paths().stream().findFirst();
        Optional<Ipv4Address> gateway = hop.flatMap(FibNh::gateway);
        int mask = Ipv4Prefix.mask(alias.prefix().length());
        int advertised = info.metrics().get(RouteMetrics.ADVMSS);
        return String.format(
                "%s\t%08X\t%08X\t%04X\t%d\t%d\t%d\t%08X\t%d\t%d\t%d",
                hop.flatMap(FibNh::device).map(NetDevice::name).orElse("*"),
                turned(alias.prefix().network().bits()),
                turned(gateway.map(Ipv4Address::bits).orElse(0)),
                flags(alias, gateway.isPresent(), mask),
                0,
                0,
                info.priority(),
                turned(mask),
                advertised == 0 ? 0 : advertised + TCP_AND_IP_HEADER,
                info.metrics().get(RouteMetrics.WINDOW),
                info.metrics().get(RouteMetrics.RTT) / EIGHTHS);
    }

    /** {@code fib_flag_trans}. */
    private static int flags(FibAlias alias, boolean gateway, int mask) {
        boolean rejects = alias.type() == RouteType.UNREACHABLE || alias.type() == RouteType.PROHIBIT;
        return UP | (rejects ? REJECT : 0) | (gateway ? GATEWAY : 0) | (mask == -1 ? HOST : 0);
    }

    /** Addresses are shown as a little-endian processor reads them. */
    private static int turned(int bits) {
        return Integer.reverseBytes(bits);
    }

    private static String padded(String line) {
        return line + " ".repeat(Math.max(0, WIDTH - line.length())) + "\n";
    }
}
