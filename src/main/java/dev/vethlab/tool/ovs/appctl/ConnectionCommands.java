package dev.vethlab.tool.ovs.appctl;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.netfilter.PacketTracking;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.ConnectionTable;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import dev.vethlab.vswitch.VSwitch;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import java.util.OptionalInt;

/** The connections of the datapath's namespace, listed and forgotten (lib/dpctl.c, lib/ct-dpif.c). */
final class ConnectionCommands {

    private ConnectionCommands() {}

    private static ConnectionTable table(VSwitch daemon) {
        return daemon.bridges()
                .datapath()
                .orElseThrow(() -> new AppctlException("no datapaths exist"))
                .net()
                .subsystem(PacketTracking.class)
                .conntrack()
                .table();
    }

    private static OptionalInt zone(List<String> arguments) {
        for (String word : arguments) {
            if (word.startsWith("zone=")) {
                try {
                    return OptionalInt.of(Integer.parseInt(word.substring("zone=".length())));
                } catch (NumberFormatException bad) {
                    throw new AppctlException("Error parsing zone: " + word);
                }
            }
        }
        return OptionalInt.empty();
    }

    static String dump(VSwitch daemon, Machine machine, List<String> arguments) {
        OptionalInt zone = zone(arguments);
        boolean stated = arguments.contains("-s");
        StringBuilder text = new StringBuilder();
        for (Connection connection : table(daemon).all()) {
            if (zone.isEmpty() || zone.getAsInt() == connection.zone()) {
                write(text, connection, stated, machine.nowNs());
            }
        }
        return text.toString();
    }

    static String flush(VSwitch daemon, Machine machine, List<String> arguments) {
        OptionalInt zone = zone(arguments);
        table(daemon).delete(connection -> zone.isEmpty() || zone.getAsInt() == connection.zone());
        machine.changed();
        return "";
    }

    /** {@code ct_dpif_format_entry}. */
    private static void write(StringBuilder text, Connection connection, boolean stated, long nowNs) {
        text.append(name(connection.original().protocol())).append(",orig=(");
        tuple(text, connection.original());
        text.append("),reply=(");
        tuple(text, connection.reply());
        text.append(')');
        if (connection.zone() != 0) {
            text.append(",zone=").append(connection.zone());
        }
        if (stated) {
            text.append(",timeout=").append(Math.max(0, (connection.expiresNs() - nowNs) / 1_000_000_000L));
        }
        if (connection.mark != 0) {
            text.append(",mark=").append(Integer.toUnsignedString(connection.mark));
        }
        if (connection.label != 0) {
            text.append(",labels=0x").append(Long.toHexString(connection.label));
        }
        if (connection.original().protocol() == Ipv4Packet.TCP) {
            text.append(",protoinfo=(state=").append(connection.tcpState()).append(')');
        }
        text.append('\n');
    }

    private static String name(int protocol) {
        return switch (protocol) {
            case Ipv4Packet.ICMP -> "icmp";
            case Ipv4Packet.TCP -> "tcp";
            case Ipv4Packet.UDP -> "udp";
            default -> Integer.toString(protocol);
        };
    }

    private static void tuple(StringBuilder text, Tuple tuple) {
        text.append("src=").append(tuple.source()).append(",dst=").append(tuple.destination());
        if (tuple.protocol() == Ipv4Packet.ICMP) {
            text.append(",id=").append(tuple.sourcePort());
            text.append(",type=").append(tuple.icmpType());
            text.append(",code=").append(tuple.icmpCode());
        } else {
            text.append(",sport=").append(tuple.sourcePort());
            text.append(",dport=").append(tuple.destinationPort());
        }
    }
}
