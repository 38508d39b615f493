package dev.vethlab.tool.ip.tunnel;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.DeviceStats;
import dev.vethlab.kernel.tunnel.TunnelConfig;
import dev.vethlab.kernel.tunnel.TunnelDevice;
import dev.vethlab.kernel.tunnel.TunnelType;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.DsFields;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Locale;
import java.util.OptionalInt;

/** One tunnel as {@code ip tunnel show} writes it ({@code print_tunnel}). */
final class TunnelPrinter {

    private final IpContext context;
    private final Output output;

    TunnelPrinter(IpContext context) {
        this.context = context;
        this.output = context.output();
    }

    void print(TunnelDevice tunnel) {
        TunnelConfig config = tunnel.config();
        boolean gre = tunnel.type() == TunnelType.GRE;
        output.openObject();
        output.string(Color.IFNAME, "ifname", "%s: ", tunnel.name());
        output.string("mode", "%s ", gre ? "gre/ip" : "any/ip");
        output.text("remote ");
        output.string(Color.INET, "remote", "%s ", end(config.remote()));
        output.text("local ");
        output.string(Color.INET, "local", "%s", end(config.local()));
        if (config.device() != 0) {
            output.string("dev", " dev %s", context.devices().nameOf(config.device()));
        }
        if (config.ttl() == 0) {
            output.text(" ttl inherit");
        } else {
            output.number("ttl", " ttl %u", config.ttl());
        }
        printTos(config.tos());
        if (!config.pathMtuDiscovery()) {
            output.nothing("nopmtudisc", " nopmtudisc");
        }
        printKeys(config.inKey(), config.outKey());
        if (gre) {
            printGre(config);
        }
        output.closeObject();
    }

    private String end(Ipv4Address address) {
        return address.isAny() && !output.isJson() ? "any" : address.toString();
    }

    private void printTos(int tos) {
        if (tos == 1) {
            output.text(" tos inherit");
        } else if (tos != 0) {
            boolean inherits = !output.isJson() && (tos & 1) != 0;
            String name =
                    DsFields.name(inherits ? tos & ~1 : tos, context.options().numeric());
            output.string("tos", " tos %s", (inherits ? "inherit/" : "") + name);
        }
    }

    /** {@code tnl_print_gre_flags}. */
    private void printKeys(OptionalInt in, OptionalInt out) {
        if (in.isPresent() && in.equals(out)) {
            printKey("key", in);
        } else {
            printKey("ikey", in);
            printKey("okey", out);
        }
    }

    private void printKey(String name, OptionalInt key) {
        if (key.isPresent()) {
            output.number(name, " " + name + " %u", Integer.toUnsignedLong(key.getAsInt()));
        }
    }

    private void printGre(TunnelConfig config) {
        output.openArray("flags");
        printFlag(config.sequence().in(), "rx_drop_ooseq", "Drop packets out of sequence.");
        printFlag(config.checksum().in(), "rx_csum", "Checksum in received packet is required.");
        printFlag(config.sequence().out(), "tx_seq", "Sequence packets on output.");
        printFlag(config.checksum().out(), "tx_csum", "Checksum output packets.");
        output.closeArray();
    }

    private void printFlag(boolean set, String word, String sentence) {
        if (set && output.isJson()) {
            output.element("%s", word);
        } else if (set) {
            output.lineBreak();
            output.text("  " + sentence);
        }
    }

    /** {@code tnl_print_stats}, which knows no JSON. */
    void printStatistics(DeviceStats stats) {
        String line = context.options().oneline() ? "\\" : "\n";
        output.anyway(line + "RX: Packets    Bytes        Errors CsumErrs OutOfSeq Mcasts" + line);
        output.anyway(String.format(
                        Locale.ROOT,
                        "    %-10d %-12d %-6d %-8d %-8d %-8d",
                        stats.rxPackets,
                        stats.rxBytes,
                        stats.rxErrors,
                        0,
                        0,
                        stats.multicast)
                + line);
        output.anyway("TX: Packets    Bytes        Errors DeadLoop NoRoute  NoBufs" + line);
        output.anyway(String.format(
                Locale.ROOT,
                "    %-10d %-12d %-6d %-8d %-8d %-6d",
                stats.txPackets,
                stats.txBytes,
                stats.txErrors,
                stats.collisions,
                stats.txCarrierErrors,
                stats.txDropped));
    }
}
