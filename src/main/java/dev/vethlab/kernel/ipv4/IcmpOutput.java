package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ICMP messages that the kernel itself sends: errors ({@code icmp_send}) and replies ({@code icmp_reply}). */
final class IcmpOutput {

    /** 192.0.0.8, the source of errors from a host without an address (RFC 7600). */
    private static final Ipv4Address DUMMY = Ipv4Address.of(192, 0, 0, 8);

    private static final int LONGEST_ERROR = 576;
    private static final int HIGHEST_TYPE = 18;
    private static final int RT_TOS = 0x1e;
    private static final int DSCP = 0xfc;
    private static final int INTERNETWORK_CONTROL = 0xc0;
    private static final int MULTICAST_TTL = 1;

    private final NetNamespace net;
    private final InetDevices inet;
    private final Fib fib;
    private final NetSysctls sysctls;
    private final IcmpRateLimit limit;
    private final Ipv4Output output;
    private final IdentGenerator identifications;
    private final ReceivedOptions receivedOptions;
    private boolean sending;

    IcmpOutput(
            NetNamespace net,
            InetDevices inet,
            Fib fib,
            InetPeers peers,
            Ipv4Output output,
            IdentGenerator identifications,
            ReceivedOptions receivedOptions) {
        this.net = net;
        this.inet = inet;
        this.fib = fib;
        this.sysctls = net.sysctls();
        this.limit = new IcmpRateLimit(net.machine(), sysctls, peers);
        this.output = output;
        this.identifications = identifications;
        this.receivedOptions = receivedOptions;
    }

    /**
     * Tells the sender of a packet what became of it, where that is allowed ({@code __icmp_send}).
     *
     * @param skb with the route that the packet has; without one nothing is sent
     * @param info the four bytes after the checksum
     */
    void send(Skb skb, Ipv4Packet about, int type, int code, int info) {
        if (skb.dst instanceof Route) {
            Route route = (Route) skb.dst;
            if (route.type() != RouteType.BROADCAST && route.type() != RouteType.MULTICAST) {
                send(skb, about, route.deliverHere(), type, code, info);
            }
        }
    }

    /** Tells the sender of a packet for which there is no route. */
    void sendUnrouted(Skb skb, Ipv4Packet about, int type, int code) {
        send(skb, about, false, type, code, 0);
    }

    private void send(Skb skb, Ipv4Packet about, boolean toUs, int type, int code, int info) {
        if (skb.type != PacketType.HOST || about.fragmentOffset() != 0 || isError(type) && mayBeError(about)) {
            return;
        }
        IcmpRateLimit.Verdict global =
                skb.dev.isLoopback() ? IcmpRateLimit.Verdict.UNLIMITED : limit.global(type, code);
        if (global == IcmpRateLimit.Verdict.REFUSED) {
            limited(skb, "icmp_global_allow", "icmp_msgs_per_sec", NetIpv4.ICMP_MSGS_PER_SEC);
            return;
        }
        if (sending) {
            return;
        }
        sending = true;
        net.softnet().disable();
        try {
            sendAllowed(skb, about, toUs, new IcmpMessage(type, code, info, Bytes.EMPTY), global);
        } finally {
            sending = false;
            net.softnet().enable();
        }
    }

    private void sendAllowed(Skb skb, Ipv4Packet about, boolean toUs, IcmpMessage error, IcmpRateLimit.Verdict global) {
        IpOptions options = echoedOptions(skb, about);
        if (options == null && skb.control != null) {
            return;
        }
        int tos = isError(error.type()) ? about.tos() & RT_TOS | INTERNETWORK_CONTROL : about.tos();
        Ipv4Address first = options == null ? about.source() : options.firstHop(about.source());
        Ipv4Address source = toUs ? about.destination() : errorSource(skb, about);
        Route route = route(L3mdev.masterIndex(skb.dev), source, first, tos, replyMark(skb));
        if (route == null) {
            return;
        }
        if (!limit.toDestination(global, first, route.device())) {
            limited(skb, "icmpv4_xrlim_allow", "icmp_ratelimit", NetIpv4.ICMP_RATELIMIT);
            return;
        }
        int optionsLength = options == null ? 0 : options.length();
        int room = Math.min(route.mtu(), LONGEST_ERROR)
                - Ipv4Packet.HEADER_LENGTH
                - optionsLength
                - IcmpMessage.HEADER_LENGTH;
        if (room <= Ipv4Packet.HEADER_LENGTH) {
            return;
        }
        Ipv4Address chosen = source.isAny() ? route.source() : source;
        Bytes quoted = IpOptions.quote(about, (IpOptions) skb.control, room);
        IcmpMessage message = new IcmpMessage(error.type(), error.code(), error.rest(), quoted);
        push(skb, message, route, tos, chosen.isAny() ? DUMMY : chosen, first, about.source(), options);
    }

    /** The source of an error about a packet that is not for this host; ANY leaves it to the route. */
    private Ipv4Address errorSource(Skb skb, Ipv4Packet about) {
        if (skb.iif != 0 && sysctls.isSet(NetIpv4.ICMP_ERRORS_USE_INBOUND_IFADDR)) {
            Optional<NetDevice> inbound = net.devices().byIndex(skb.iif);
            if (inbound.isPresent()) {
                return inet.select(inbound.get(), about.source(), Ifaddr.SCOPE_LINK);
            }
        }
        return Ipv4Address.ANY;
    }

    /** Answers a packet for this host ({@code icmp_reply}). */
    void reply(Skb skb, Ipv4Packet request, IcmpMessage message) {
        IpOptions options = echoedOptions(skb, request);
        if (options == null && skb.control != null) {
            return;
        }
        IcmpRateLimit.Verdict global = limit.global(message.type(), message.code());
        if (global == IcmpRateLimit.Verdict.REFUSED) {
            limited(skb, "icmp_global_allow", "icmp_msgs_per_sec", NetIpv4.ICMP_MSGS_PER_SEC);
            return;
        }
        if (sending) {
            return;
        }
        sending = true;
        net.softnet().disable();
        try {
            Ipv4Address source = receivedOptions.specificDestination(skb, request, route(skb));
            Ipv4Address first = options == null ? request.source() : options.firstHop(request.source());
            Route route = route(L3mdev.masterIndex(skb.dev), source, first, request.tos(), replyMark(skb));
            if (route != null && limit.toDestination(global, first, route.device())) {
                Ipv4Address chosen = source.isAny() ? route.source() : source;
                push(skb, message, route, request.tos(), chosen, first, request.source(), options);
            }
        } finally {
            sending = false;
            net.softnet().enable();
        }
    }

    /** {@code icmp_push_reply}; to 0.0.0.0 is to oneself, as the route has it ({@code ip_route_output_key_hash_rcu}). */
    private void push(
            Skb about,
            Payload message,
            Route route,
            int tos,
            Ipv4Address source,
            Ipv4Address firstHop,
            Ipv4Address destination,
            @Nullable IpOptions options) {
        Ipv4Packet packet = new Ipv4Packet(
                tos,
                identifications.next(),
                false,
                false,
                0,
                route.type() == RouteType.MULTICAST ? MULTICAST_TTL : output.ttl(route),
                Ipv4Packet.ICMP,
                source,
                firstHop.isAny() ? source : firstHop,
                options == null ? Bytes.EMPTY : options.build(destination, source, receivedOptions.timestamp()),
                message);
        Skb skb = new Skb(route.device(), EthernetFrame.TYPE_IPV4, packet);
        skb.mark = replyMark(about);
        if (message instanceof IcmpMessage && ((IcmpMessage) message).isError()) {
            skb.relateTo(about);
        }
        output.localOut(skb, packet, route, true);
    }

    /** The options of an answer: null where the packet has none, or where there can be no answer. */
    private @Nullable IpOptions echoedOptions(Skb skb, Ipv4Packet packet) {
        if (!(skb.control instanceof IpOptions)) {
            return null;
        }
        OptionHost host = receivedOptions.at(skb, packet, route(skb));
        return OptionEcho.of((IpOptions) skb.control, host, packet.source()).orElse(null);
    }

    private static @Nullable Route route(Skb skb) {
        return skb.dst instanceof Route ? (Route) skb.dst : null;
    }

    private int replyMark(Skb skb) {
        return sysctls.isSet(NetIpv4.FWMARK_REFLECT) ? skb.mark : 0;
    }

    private @Nullable Route route(int oif, Ipv4Address source, Ipv4Address destination, int tos, int mark) {
        try {
            return fib.output(new Flow(oif, 0, mark, tos & DSCP, Ipv4Packet.ICMP, source, destination, 0, 0, false));
        } catch (KernelException noRoute) {
            return null;
        }
    }

    private static boolean isError(int type) {
        return type == IcmpMessage.DESTINATION_UNREACHABLE
                || type == IcmpMessage.SOURCE_QUENCH
                || type == IcmpMessage.REDIRECT
                || type == IcmpMessage.TIME_EXCEEDED
                || type == IcmpMessage.PARAMETER_PROBLEM;
    }

    /** Whether a packet is an ICMP error, or could be one: of a type that is not known, or without a type. */
    private static boolean mayBeError(Ipv4Packet packet) {
        if (packet.protocol() != Ipv4Packet.ICMP) {
            return false;
        }
        Payload payload = packet.payload();
        if (payload instanceof IcmpMessage) {
            int type = ((IcmpMessage) payload).type();
            return type > HIGHEST_TYPE || isError(type);
        }
        if (payload instanceof Bytes && payload.length() > 0) {
            int type = ((Bytes) payload).at(0);
            return type > HIGHEST_TYPE || isError(type);
        }
        return true;
    }

    private void limited(Skb skb, String function, String file, NetIpv4 setting) {
        if (net.machine().tracer().isOn()) {
            PacketTrace.add(
                    skb.dev,
                    skb,
                    function,
                    Verdict.REFUSE,
                    Optional.empty(),
                    Optional.empty(),
                    "no ICMP message about it: too many were sent already",
                    List.of(new SysctlSeen("net.ipv4." + file, Integer.toString(sysctls.get(setting)))),
                    Optional.empty());
        }
    }
}
