package dev.vethlab.tool.ss;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.socket.SocketInfo;
import dev.vethlab.kernel.socket.Sockets;
import dev.vethlab.kernel.socket.TcpState;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.hosts.Services;
import dev.vethlab.tool.ss.Columns.Column;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import java.util.function.Predicate;

/** The program {@code ss}. */
public final class Ss implements Program {

    private static final String[] TIMERS = {"off", "on", "keepalive", "timewait", "persist", "unknown"};
    private static final int MS = 1_000_000;

    @Override
    public String name() {
        return "ss";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        try {
            SsOptions options = SsOptions.parse(process, arguments);
            if (options.summary) {
                process.out(summary(process.namespace().sockets()));
                return 0;
            }
            show(process, options, SocketFilter.parse(options.filter));
            return 0;
        } catch (Quit quit) {
            return quit.status();
        } catch (SocketFilter.Malformed malformed) {
            process.err(String.valueOf(malformed.getMessage()));
            return 1;
        }
    }

    private static void show(Process process, SsOptions options, Predicate<SocketInfo> filter) {
        Columns columns = new Columns();
        if (!options.showsKind()) {
            columns.hide(Column.NETID);
        }
        if (options.states.size() == 1) {
            columns.hide(Column.STATE);
        }
        if (options.header) {
            columns.addHeader();
        }
        Sockets sockets = process.namespace().sockets();
        if (!options.onlyIpv6 || options.ipv4) {
            if (options.raw) {
                add(columns, process, options, filter, "raw", sockets.rawSockets());
            }
            if (options.udp) {
                add(columns, process, options, filter, "udp", sockets.udpSockets());
            }
            if (options.tcp) {
                add(columns, process, options, filter, "tcp", sockets.tcpSockets());
            }
        }
        process.out(columns.render());
    }

    private static void add(
            Columns columns,
            Process process,
            SsOptions options,
            Predicate<SocketInfo> filter,
            String kind,
            List<SocketInfo> sockets) {
        NetSysctls sysctls = process.namespace().sysctls();
        for (SocketInfo info : sockets) {
            if (options.states.contains(info.state()) && filter.test(info)) {
                columns.add(
                        kind,
                        state(info.state()),
                        String.format("%-6d", info.receiveQueue()),
                        String.format("%-6d", info.sendQueue()),
                        address(process, info.local(), info.deviceIndex()) + ":",
                        port(info, info.localPort(), kind, options, sysctls),
                        address(process, info.remote(), 0) + ":",
                        port(info, info.remotePort(), kind, options, sysctls),
                        timer(info, options));
            }
        }
    }

    private static String state(TcpState state) {
        return switch (state) {
            case ESTABLISHED -> "ESTAB";
            case FIN_WAIT1 -> "FIN-WAIT-1";
            case FIN_WAIT2 -> "FIN-WAIT-2";
            case CLOSE -> "UNCONN";
            default -> state.name().replace('_', '-');
        };
    }

    private static String address(Process process, Ipv4Address address, int device) {
        String name = process.namespace()
                .net()
                .devices()
                .byIndex(device)
                .map(NetDevice::name)
                .orElse("");
        return name.isEmpty() ? address.toString() : address + "%" + name;
    }

    private static String port(SocketInfo info, int port, String kind, SsOptions options, NetSysctls sysctls) {
        if (info.protocol() != Ipv4Packet.TCP && info.protocol() != Ipv4Packet.UDP) {
            return port == 0 && info.state() == TcpState.CLOSE
                    ? protocol(info.protocol(), options)
                    : String.valueOf(port);
        }
        if (port == 0) {
            return "*";
        }
        boolean ephemeral =
                port >= sysctls.get(NetIpv4.IP_LOCAL_PORT_RANGE) && port <= sysctls.second(NetIpv4.IP_LOCAL_PORT_RANGE);
        String number = String.valueOf(port);
        return options.numeric || ephemeral ? number : Services.name(port, kind).orElse(number);
    }

    private static String protocol(int protocol, SsOptions options) {
        return !options.numeric && protocol == Ipv4Packet.ICMP ? "icmp" : String.valueOf(protocol);
    }

    private static String timer(SocketInfo info, SsOptions options) {
        if (!options.timers || info.timer() == 0) {
            return "";
        }
        String name = TIMERS[Math.min(info.timer(), TIMERS.length - 1)];
        return " timer:(" + name + "," + milliseconds((int) (info.timerLeftNs() / MS)) + "," + info.repeated() + ")";
    }

    /** {@code print_ms_timer}. */
    private static String milliseconds(int total) {
        int seconds = total / 1000;
        int minutes = seconds / 60;
        seconds %= 60;
        int rest = total % 1000;
        StringBuilder text = new StringBuilder();
        if (minutes > 0) {
            rest = 0;
            text.append(minutes).append("min");
            seconds = minutes > 9 ? 0 : seconds;
        }
        if (seconds > 0) {
            rest = seconds > 9 ? 0 : rest;
            text.append(seconds).append(rest > 0 ? "." : "sec");
        }
        if (rest > 0) {
            text.append(String.format("%03d", rest)).append(seconds > 0 ? "sec" : "ms");
        }
        return text.toString();
    }

    private static String summary(Sockets sockets) {
        List<SocketInfo> tcp = sockets.tcpSockets();
        long waiting =
                tcp.stream().filter(info -> info.state() == TcpState.TIME_WAIT).count();
        long established = tcp.stream()
                .filter(info -> info.state() == TcpState.ESTABLISHED || info.state() == TcpState.CLOSE_WAIT)
                .count();
        long used = tcp.size() - waiting;
        int udp = sockets.udpSockets().size();
        int raw = sockets.rawSockets().size();
        long inet = used + udp + raw;
        StringBuilder text = new StringBuilder("Total: ").append(inet).append('\n');
        text.append("TCP:   ")
                .append(tcp.size())
                .append(" (estab ")
                .append(established)
                .append(", closed ")
                .append(waiting)
                .append(", orphaned 0, timewait ")
                .append(waiting)
                .append(")\n\nTransport Total     IP        IPv6\n");
        row(text, "RAW", raw);
        row(text, "UDP", udp);
        row(text, "TCP", used);
        row(text, "INET", inet);
        row(text, "FRAG", 0);
        return text.append('\n').toString();
    }

    private static void row(StringBuilder text, String name, long count) {
        text.append(String.format("%s\t  %-9d %-9d %-9d\n", name, count, count, 0));
    }
}
