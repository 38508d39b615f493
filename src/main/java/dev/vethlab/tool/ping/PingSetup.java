package dev.vethlab.tool.ping;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.kernel.socket.InetSocket;
import dev.vethlab.kernel.socket.PathMtuDiscovery;
import dev.vethlab.kernel.socket.RawSocket;
import dev.vethlab.kernel.socket.UdpSocket;
import dev.vethlab.tool.hosts.Hosts;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.List;

/** Everything that ping does before the first request ({@code main} behind the options, {@code ping4_run}). */
final class PingSetup {

    /** The ICMP messages that a raw socket is to get at first. */
    static final int WANTED_AT_FIRST = bit(IcmpMessage.SOURCE_QUENCH)
            | bit(IcmpMessage.DESTINATION_UNREACHABLE)
            | bit(IcmpMessage.TIME_EXCEEDED)
            | bit(IcmpMessage.PARAMETER_PROBLEM)
            | bit(IcmpMessage.REDIRECT)
            | bit(IcmpMessage.ECHO_REPLY);

    /** Those that it is to get once errors are known to come by the error queue. */
    static final int WANTED_LATER =
            bit(IcmpMessage.SOURCE_QUENCH) | bit(IcmpMessage.REDIRECT) | bit(IcmpMessage.ECHO_REPLY);

    private static final int PROBE_PORT = 1025;
    private static final int LEAST_RECEIVE_BUFFER = 65_536;

    final InetSocket socket;
    final boolean raw;
    String hostName = "";
    Ipv4Address destination = Ipv4Address.ANY;
    Ipv4Address source;
    int optionLength;
    boolean multicast;

    private final Console console;
    private final Namespace namespace;
    private final PingOptions options;
    private final List<Ipv4Address> route = new ArrayList<>();

    PingSetup(Console console, Namespace namespace, PingOptions options) {
        this.console = console;
        this.namespace = namespace;
        this.options = options;
        this.source = options.source;
        this.socket = open();
        this.raw = socket instanceof RawSocket;
    }

    private static int bit(int type) {
        return 1 << type;
    }

    private InetSocket open() {
        if (options.identifier != 0) {
            try {
                return namespace.sockets().ping();
            } catch (KernelException notAllowed) {
                return namespace.sockets().raw(Ipv4Packet.ICMP);
            }
        }
        if (options.verbose) {
            console.warn("WARNING: ident 0 => forcing raw socket");
        }
        return namespace.sockets().raw(Ipv4Packet.ICMP);
    }

    void run() throws Quit {
        describeSockets();
        resolve();
        socket.setTos(options.tos);
        chooseSource();
        if (destination.isAny()) {
            destination = source;
        }
        setDiscovery();
        bind();
        if (socket instanceof RawSocket rawSocket) {
            rawSocket.setIcmpFilter(~WANTED_AT_FIRST);
        }
        socket.receiveErrors();
        setIpOptions();
        setBuffers();
        if (options.broadcast) {
            socket.allowBroadcast();
        }
        socket.setMulticastLoop(!options.noLoop);
        setTtl();
        announce();
        setUp();
    }

    private void describeSockets() {
        if (options.verbose) {
            String type = raw ? "SOCK_RAW" : "SOCK_DGRAM";
            String sixth = options.ipv4 ? "-1 (socktype: 0)" : "4 (socktype: " + type + ")";
            String family = options.ipv4 ? "AF_INET" : "AF_UNSPEC";
            console.warn(
                    "sock4.fd: 3 (socktype: " + type + "), sock6.fd: " + sixth + ", hints.ai_family: " + family + "\n");
        }
    }

    private void resolve() throws Quit {
        List<String> targets = options.operands;
        String target = targets.get(targets.size() - 1);
        require(target);
        if (options.verbose) {
            console.print("ai->ai_family: AF_INET, ai->ai_canonname: '" + target + "'\n");
        }
        if (targets.size() > 1) {
            checkHops(targets.size());
        }
        for (int i = 0; i < targets.size(); i++) {
            boolean last = i == targets.size() - 1;
            Ipv4Address numeric = Ipv4Address.parseInetAton(targets.get(i)).orElse(null);
            destination = numeric == null ? require(targets.get(i)) : numeric;
            hostName = targets.get(i);
            options.numeric |= numeric != null && last;
            if (!last) {
                route.add(destination);
            }
        }
    }

    private void checkHops(int targets) throws Quit {
        boolean tooMany = options.timestamp ? options.timestampFlag != 3 || targets > 5 : targets > 10;
        if (options.recordRoute || tooMany) {
            throw console.usage();
        }
    }

    private Ipv4Address require(String name) throws Quit {
        Ipv4Address address = Hosts.resolve(name).orElse(null);
        if (address == null) {
            throw console.fail(2, name + ": Name or service not known");
        }
        return address;
    }

    private void chooseSource() throws Quit {
        if (!source.isAny()) {
            bindToDevice(socket);
            return;
        }
        UdpSocket probe = namespace.sockets().udp();
        try {
            bindToDevice(probe);
            bindToDevice(socket);
            probe.setTos(options.tos);
            if (options.mark != null) {
                probe.setMark(options.mark);
            }
            connectProbe(probe, route.isEmpty() ? destination : route.get(0));
            source = probe.localAddress();
        } finally {
            probe.close();
        }
        warnOfOtherDevice();
    }

    private void connectProbe(UdpSocket probe, Ipv4Address to) throws Quit {
        try {
            probe.connect(to, PROBE_PORT);
            return;
        } catch (KernelException refusal) {
            if (refusal.errno() != Errno.EACCES) {
                throw console.fail(2, "connect", refusal);
            }
        }
        if (!options.broadcast) {
            throw console.fail(2, "Do you want to ping broadcast? Then -b. If not, check your local firewall rules");
        }
        console.complain("WARNING: pinging broadcast address\n");
        probe.allowBroadcast();
        try {
            probe.connect(to, PROBE_PORT);
        } catch (KernelException refusal) {
            throw console.fail(2, "connect", refusal);
        }
    }

    private void bindToDevice(InetSocket bound) throws Quit {
        String device = options.device;
        if (device == null) {
            return;
        }
        try {
            bound.bindToDevice(device);
        } catch (KernelException refusal) {
            throw destination.isMulticast()
                    ? console.fail(2, "unknown iface: " + device)
                    : console.fail(2, "SO_BINDTODEVICE " + device, refusal);
        }
    }

    private void warnOfOtherDevice() {
        String device = options.device;
        if (device == null) {
            return;
        }
        // getifaddrs asks the kernel for all links.
        new Links(namespace.net()).dump();
        for (NetDevice candidate : namespace.net().devices().all()) {
            InDevice inet = namespace.inet().of(candidate);
            if (inet == null) {
                continue;
            }
            for (Ifaddr address : inet.addresses()) {
                if (address.label().equals(device) && address.local().equals(source)) {
                    return;
                }
            }
        }
        console.warn("Warning: source address might be selected on device other than: " + device);
    }

    private void setDiscovery() {
        multicast = options.broadcast || destination.isMulticast();
        if (multicast && options.discovery == null) {
            options.discovery = PathMtuDiscovery.DO;
        }
        if (options.discovery != null) {
            socket.setPathMtuDiscovery(options.discovery);
        }
    }

    private void bind() throws Quit {
        boolean setsIdentifier = options.identifier > 0 && !raw;
        if (options.strictSource || setsIdentifier) {
            try {
                socket.bind(source, setsIdentifier ? options.identifier : 0);
            } catch (KernelException refusal) {
                throw console.fail(2, "bind", refusal);
            }
        }
    }

    private void setIpOptions() throws Quit {
        byte[] wanted = HeaderOptions.of(options, route);
        if (wanted.length == 0) {
            return;
        }
        optionLength = 40;
        try {
            socket.setOptions(wanted, false);
        } catch (KernelException refusal) {
            throw console.fail(2, options.timestamp ? "ts option" : "record route", refusal);
        }
    }

    private void setBuffers() {
        int packet = options.length + 8;
        packet += (packet + 511) / 512 * (optionLength + 20 + 16 + 64 + 160);
        socket.setSendBuffer(options.sendBuffer != 0 ? options.sendBuffer : packet);
        int wanted = packet * options.preload;
        socket.setReceiveBuffer(Math.max(wanted, LEAST_RECEIVE_BUFFER));
        if (socket.receiveBuffer() < wanted) {
            console.warn("WARNING: probably, rcvbuf is not enough to hold preload");
        }
    }

    private void setTtl() throws Quit {
        if (options.ttl < 0) {
            return;
        }
        try {
            socket.setMulticastTtl(options.ttl);
            socket.setTtl(options.ttl);
        } catch (KernelException refusal) {
            throw console.fail(2, "cannot set unicast time-to-live", refusal);
        }
    }

    private void announce() {
        StringBuilder line = new StringBuilder("PING ");
        line.append(hostName).append(" (").append(destination).append(") ");
        if (options.device != null || options.strictSource) {
            String device = options.device == null ? "" : options.device;
            line.append("from ").append(source).append(' ').append(device).append(": ");
        }
        long whole = (long) options.length + 8 + optionLength + 20;
        console.print(line.append(options.length).append('(').append(whole).append(") bytes of data.\n"));
    }

    private void setUp() throws Quit {
        if (options.flood && !options.intervalGiven) {
            options.intervalMs = 0;
        }
        if (options.intervalMs >= Integer.MAX_VALUE / options.preload) {
            throw console.fail(2, "illegal preload and/or interval: " + options.intervalMs);
        }
        if (options.dontRoute) {
            socket.setDontRoute();
        }
        if (options.mark != null) {
            socket.setMark(options.mark);
        }
        if (options.connects) {
            try {
                socket.connect(route.isEmpty() ? destination : route.get(0), PROBE_PORT);
            } catch (KernelException refusal) {
                throw console.fail(2, "connect failed", refusal);
            }
        }
    }
}
