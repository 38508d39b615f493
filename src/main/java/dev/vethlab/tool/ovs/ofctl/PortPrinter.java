package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.kernel.device.DeviceStats;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.ofproto.OfPort;
import dev.vethlab.vswitch.ofproto.PortType;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** Prints ports ({@code ofp_print_port_stat}, {@code ofputil_phy_port_format}). */
final class PortPrinter {

    private static final int GIGABIT_10 = 10_000;

    private PortPrinter() {}

    static String number(OfPort port) {
        return port.number() == PortNames.LOCAL ? "LOCAL" : Integer.toString(port.number());
    }

    /** Counters; what nobody counts is a question mark. */
    static String statistics(OfPort port, PortNames ports) {
        Optional<NetDevice> device = port.device();
        String name = ports.write(port.number());
        String head = "  port " + (name.length() < 2 ? " " : "") + name + ": ";
        String tail = "           tx ";
        if (device.isEmpty()) {
            long[] counts = port.counts();
            return head + "rx pkts=" + counts[0] + ", bytes=" + counts[1] + ", drop=?, errs=?, frame=?, over=?, crc=?\n"
                    + tail + "pkts=" + counts[2] + ", bytes=" + counts[3] + ", drop=?, errs=?, coll=?\n";
        }
        DeviceStats stats = device.get().stats();
        boolean swapped = port.type() == PortType.INTERNAL;
        long[] rx = {stats.rxPackets, stats.rxBytes, stats.rxDropped, 0};
        long[] tx = {stats.txPackets, stats.txBytes, stats.txDropped, stats.txErrors};
        long[] in = swapped ? tx : rx;
        long[] out = swapped ? rx : tx;
        return head + "rx pkts=" + in[0] + ", bytes=" + in[1] + ", drop=" + in[2] + ", errs=" + in[3]
                + ", frame=0, over=0, crc=0\n"
                + tail + "pkts=" + out[0] + ", bytes=" + out[1] + ", drop=" + out[2] + ", errs=" + out[3]
                + ", coll=0\n";
    }

    /** What kind of port it is and what state it is in. */
    static String description(OfPort port) {
        Optional<NetDevice> device = port.device();
        boolean up = device.map(NetDevice::isUp).orElse(true);
        boolean link = device.map(NetDevice::isOperational).orElse(true);
        boolean fast = device.map(NetDevice::speed).orElse(0) == GIGABIT_10;
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, " %s(%s): addr:%s%n", number(port), port.name(), port.address()));
        text.append("     config:     ").append(configuration(port, up)).append('\n');
        text.append("     state:      ").append(link ? "0" : "LINK_DOWN").append('\n');
        text.append(fast ? "     current:    10GB-FD COPPER\n" : "");
        text.append("     speed: ").append(fast ? GIGABIT_10 : 0).append(" Mbps now, 0 Mbps max\n");
        return text.toString();
    }

    private static String configuration(OfPort port, boolean up) {
        StringJoiner words = new StringJoiner(" ");
        words.setEmptyValue("0");
        if (!up) {
            words.add("PORT_DOWN");
        }
        port.flags().forEach(flag -> words.add(flag.word()));
        return words.toString();
    }
}
