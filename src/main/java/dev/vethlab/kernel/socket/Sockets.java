package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.Ipv4;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import java.util.function.IntSupplier;

/** The sockets of a namespace: makes them ({@code socket(2)}) and hands them what IPv4 has for them. */
public final class Sockets {

    private static final int GROUP_OF_ROOT = 0;

    private final NetNamespace net;
    private final Fib fib;
    private final Ipv4 ipv4;
    private final NetSysctls sysctls;
    private final RawTable raw = new RawTable(this);
    private final PingTable ping;
    private final UdpTable udp = new UdpTable(this);
    private final TcpTable tcp = new TcpTable(this);
    private final TcpMetrics tcpMetrics;
    private int programDevice;

    /** Registers the transport protocols of a namespace with its IPv4. */
    public Sockets(NetNamespace net, Fib fib, Ipv4 ipv4, NetSysctls sysctls) {
        this.net = net;
        this.fib = fib;
        this.ipv4 = ipv4;
        this.sysctls = sysctls;
        this.ping = new PingTable(this);
        this.tcpMetrics = new TcpMetrics(net.machine(), sysctls);
        ipv4.setRawDelivery(raw);
        ipv4.setPingSockets(ping);
        ipv4.register(Ipv4Packet.UDP, udp);
        ipv4.register(Ipv4Packet.TCP, tcp);
    }

    /**
     * Runs a program whose sockets are bound to a device from the beginning, as those of a control group are for which there is such
     * a rule ({@code BPF_CGROUP_INET_SOCK_CREATE}).
     *
     * @param device 0 for none
     */
    public int runBoundTo(int device, IntSupplier program) {
        int before = programDevice;
        programDevice = device;
        try {
            return program.getAsInt();
        } finally {
            programDevice = before;
        }
    }

    /** The device that the sockets of the program which runs are bound to from the beginning, 0 for none. */
    public int programDevice() {
        return programDevice;
    }

    private <T extends InetSocket> T made(T socket) {
        socket.boundDevice = programDevice;
        return socket;
    }

    /** A raw socket of a protocol ({@code SOCK_RAW}). */
    public RawSocket raw(int protocol) {
        RawSocket socket = made(new RawSocket(this, protocol));
        raw.add(socket);
        return socket;
    }

    /**
     * A ping socket ({@code SOCK_DGRAM} of IPPROTO_ICMP) for a program of root.
     *
     * @throws KernelException EACCES where {@code ping_group_range} does not hold root's group
     */
    public PingSocket ping() throws KernelException {
        if (sysctls.get(NetIpv4.PING_GROUP_RANGE) > GROUP_OF_ROOT
                || sysctls.second(NetIpv4.PING_GROUP_RANGE) < GROUP_OF_ROOT) {
            throw new KernelException(Errno.EACCES);
        }
        return made(new PingSocket(this));
    }

    /** A UDP socket. */
    public UdpSocket udp() {
        return made(new UdpSocket(this));
    }

    /** A TCP socket. */
    public TcpSocket tcp() {
        return made(new TcpSocket(this));
    }

    /**
     * Connects a socket of IPv6 to an address that is not of one link alone: there is no address to come from where IPv6 is switched off
     * on all devices ({@code ip6_route_get_saddr}).
     *
     * @return false where it is not, and nobody knows what would happen
     * @throws KernelException EADDRNOTAVAIL
     */
    public boolean connectIpv6() throws KernelException {
        if (net.subsystem(InetDevices.class).isIpv6Off()) {
            throw new KernelException(Errno.EADDRNOTAVAIL);
        }
        return false;
    }

    /** Every TCP socket and connection, listening sockets first ({@code inet_diag}). */
    public List<SocketInfo> tcpSockets() {
        return tcp.infos();
    }

    /** Every UDP socket that has a port ({@code udp_diag}). */
    public List<SocketInfo> udpSockets() {
        return udp.infos();
    }

    /** Every raw socket ({@code raw_diag}). */
    public List<SocketInfo> rawSockets() {
        return raw.infos();
    }

    /** What is remembered of finished connections. */
    public TcpMetrics tcpMetrics() {
        return tcpMetrics;
    }

    NetNamespace net() {
        return net;
    }

    Fib fib() {
        return fib;
    }

    Ipv4 ipv4() {
        return ipv4;
    }

    NetSysctls sysctls() {
        return sysctls;
    }

    RawTable rawTable() {
        return raw;
    }

    PingTable pingTable() {
        return ping;
    }

    TcpTable tcpTable() {
        return tcp;
    }

    UdpTable udpTable() {
        return udp;
    }

    /** Lets routing learn what an error about a socket's packet says ({@code ipv4_sk_update_pmtu, ipv4_sk_redirect}). */
    void learn(Skb skb, InetSocket socket, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted) {
        if (error.type() == IcmpMessage.REDIRECT) {
            ipv4.redirect(skb, carrier, error, socket.flowOf(quoted));
        } else if (error.type() == IcmpMessage.DESTINATION_UNREACHABLE
                && error.code() == IcmpMessage.FRAGMENTATION_NEEDED) {
            fib.learnPathMtu(socket.flowOf(quoted), error.mtu());
        }
    }
}
