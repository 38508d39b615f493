package dev.vethlab.tool.traceroute;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.socket.Datagram;
import dev.vethlab.kernel.socket.SocketError;
import dev.vethlab.kernel.socket.Sockets;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.Arrays;

/** Probes by the first segment of a TCP connection that is never made. */
final class TcpProbes extends RawProbes {

    private static final int USUAL_PORT = 80;
    private static final int LEAST_MTU = 576;
    private static final int HEADERS = 40;
    private static final int FIRST_LOCAL_PORT = 32_768;
    private static final int LOCAL_PORTS = 28_232;
    private static final int ECE = 64;
    private static final int CWR = 128;

    private final NetSysctls sysctls;
    private final int port;

    TcpProbes(TraceOptions options, Sockets sockets, Machine machine, NetSysctls sysctls) {
        super(options, sockets, machine, Ipv4Packet.TCP);
        this.sysctls = sysctls;
        this.port = (int) (options.port == 0 ? USUAL_PORT : options.port) & 0xffff;
    }

    @Override
    int start(int dataLength) throws Quit {
        open();
        return segment(0).length();
    }

    @Override
    Numbered next(int dataLength) {
        int from = options.sourcePort != 0 ? (int) options.sourcePort & 0xffff : freePort();
        return new Numbered(from, segment(from));
    }

    private int freePort() {
        int candidate;
        do {
            candidate = FIRST_LOCAL_PORT + machine.random().nextInt(LOCAL_PORTS);
        } while (isUnderway(candidate));
        return candidate;
    }

    private TcpSegment segment(int from) {
        int mss = Math.max(socket.pathMtu(), LEAST_MTU) - HEADERS;
        int flags = isOn("tcp_ecn") ? TcpSegment.SYN | ECE | CWR : TcpSegment.SYN;
        return new TcpSegment(
                socket.localAddress(),
                options.destination,
                from,
                port,
                machine.random().nextInt(),
                0,
                flags,
                4 * mss & 0xffff,
                0,
                Bytes.of(tcpOptions(mss)),
                Bytes.EMPTY);
    }

    private byte[] tcpOptions(int mss) {
        byte[] bytes = new byte[20];
        int at = put(bytes, 0, 2, 4, mss >> 8, mss);
        boolean sack = isOn("tcp_sack");
        if (isOn("tcp_timestamps")) {
            at = sack ? put(bytes, at, 4, 2) : put(bytes, at, 1, 1);
            int now = machine.random().nextInt();
            at = put(bytes, at, 8, 10, now >> 24, now >> 16, now >> 8, now, 0, 0, 0, 0);
        } else if (sack) {
            at = put(bytes, at, 1, 1, 4, 2);
        }
        if (isOn("tcp_window_scaling")) {
            at = put(bytes, at, 1, 3, 3, 2);
        }
        return Arrays.copyOf(bytes, at);
    }

    private static int put(byte[] bytes, int at, int... values) {
        int next = at;
        for (int value : values) {
            bytes[next++] = (byte) value;
        }
        return next;
    }

    private boolean isOn(String name) {
        try {
            return sysctls.find("net/ipv4/" + name).orElse(null) instanceof SysctlFile file
                    && file.read().startsWith("1");
        } catch (KernelException unreadable) {
            return false;
        }
    }

    @Override
    int numberOf(Datagram datagram) {
        boolean ours = datagram.packet().payload() instanceof TcpSegment segment && segment.sourcePort() == port;
        return ours ? ((TcpSegment) datagram.packet().payload()).destinationPort() : -1;
    }

    @Override
    int numberOf(SocketError error) {
        Bytes data = error.data();
        return data.length() >= 8 && data.u16(2) == port ? data.u16(0) : -1;
    }
}
