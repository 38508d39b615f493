package dev.vethlab.kernel.ipv4;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import java.util.Optional;

/** ICMP as the kernel hears it: answers requests, and tells programs of errors ({@code icmp_rcv} of net/ipv4/icmp.c). */
final class IcmpInput implements TransportHandler {

    private static final int ADDRESS = 17;
    private static final int ADDRESS_REPLY = 18;
    private static final int HIGHEST_TYPE = 18;
    private static final int EXTENDED_ECHO = 42;
    private static final int EXTENDED_ECHO_REPLY = 43;
    private static final int HIGHEST_UNREACHABLE = 15;
    private static final int TIMESTAMPS_LENGTH = 12;

    private final Ipv4 ipv4;
    private final Fib fib;
    private final NetSysctls sysctls;
    private final IcmpOutput output;
    private final LocalDelivery delivery;
    private final ReceivedOptions host;

    IcmpInput(Ipv4 ipv4, Fib fib, NetSysctls sysctls, IcmpOutput output, LocalDelivery delivery, ReceivedOptions host) {
        this.ipv4 = ipv4;
        this.fib = fib;
        this.sysctls = sysctls;
        this.output = output;
        this.delivery = delivery;
        this.host = host;
    }

    @Override
    public void receive(Skb skb, Ipv4Packet packet) {
        if (!(packet.payload() instanceof IcmpMessage)) {
            Drops.drop(skb, DropReason.ICMP_CSUM, "icmp_rcv", "the ICMP checksum is wrong", List.of());
            return;
        }
        IcmpMessage message = (IcmpMessage) packet.payload();
        if (message.type() == EXTENDED_ECHO) {
            Drops.ignore(skb, "icmp_echo", "extended echo requests are not answered", List.of());
            return;
        }
        if (isForMany(skb) && isDeafTo(message.type())) {
            Drops.drop(
                    skb,
                    DropReason.INVALID_PROTO,
                    "icmp_rcv",
                    "it was sent to many: "
                            + (isRequest(message.type())
                                    ? "icmp_echo_ignore_broadcasts is on"
                                    : "only requests may be"),
                    List.of(seen("icmp_echo_ignore_broadcasts", NetIpv4.ICMP_ECHO_IGNORE_BROADCASTS)));
            return;
        }
        switch (message.type()) {
            case IcmpMessage.ECHO_REPLY, EXTENDED_ECHO_REPLY -> toPingSockets(skb, packet);
            case IcmpMessage.ECHO_REQUEST -> echo(skb, packet, message);
            case IcmpMessage.TIMESTAMP_REQUEST -> timestamp(skb, packet, message);
            case IcmpMessage.REDIRECT -> redirect(skb, packet, message);
            case IcmpMessage.DESTINATION_UNREACHABLE,
                    IcmpMessage.SOURCE_QUENCH,
                    IcmpMessage.TIME_EXCEEDED,
                    IcmpMessage.PARAMETER_PROBLEM -> unreachable(skb, packet, message);
            default -> other(skb, message.type());
        }
    }

    private static void other(Skb skb, int type) {
        if (type > HIGHEST_TYPE) {
            Drops.drop(skb, DropReason.UNHANDLED_PROTO, "icmp_rcv", "ICMP type " + type + " is not known", List.of());
        } else {
            Drops.ignore(skb, "icmp_discard", "ICMP type " + type + " is not acted on", List.of());
        }
    }

    private static boolean isForMany(Skb skb) {
        if (!(skb.dst instanceof Route)) {
            return false;
        }
        RouteType type = ((Route) skb.dst).type();
        return type == RouteType.BROADCAST || type == RouteType.MULTICAST;
    }

    private boolean isDeafTo(int type) {
        return isRequest(type)
                ? sysctls.isSet(NetIpv4.ICMP_ECHO_IGNORE_BROADCASTS)
                : type != ADDRESS && type != ADDRESS_REPLY;
    }

    private static boolean isRequest(int type) {
        return type == IcmpMessage.ECHO_REQUEST || type == IcmpMessage.TIMESTAMP_REQUEST;
    }

    private void toPingSockets(Skb skb, Ipv4Packet packet) {
        TransportHandler sockets = delivery.pingSockets();
        if (sockets == null) {
            Drops.drop(skb, DropReason.NO_SOCKET, "ping_rcv", "no ping socket waits for this echo reply", List.of());
        } else {
            sockets.receive(skb, packet);
        }
    }

    /** {@code icmp_echo}. */
    private void echo(Skb skb, Ipv4Packet packet, IcmpMessage request) {
        if (sysctls.isSet(NetIpv4.ICMP_ECHO_IGNORE_ALL)) {
            Drops.ignore(
                    skb,
                    "icmp_echo",
                    "icmp_echo_ignore_all is on",
                    List.of(seen("icmp_echo_ignore_all", NetIpv4.ICMP_ECHO_IGNORE_ALL)));
            return;
        }
        delivered(skb, "icmp_echo", "an echo request for this host");
        output.reply(
                skb,
                packet,
                new IcmpMessage(IcmpMessage.ECHO_REPLY, request.code(), request.rest(), request.payload()));
    }

    /** {@code icmp_timestamp}. */
    private void timestamp(Skb skb, Ipv4Packet packet, IcmpMessage request) {
        if (request.payload().length() < 4) {
            Drops.drop(skb, DropReason.PKT_TOO_SMALL, "icmp_rcv", "the timestamp request has no timestamp", List.of());
            return;
        }
        byte[] stamps = new byte[TIMESTAMPS_LENGTH];
        System.arraycopy(request.payload().encode(), 0, stamps, 0, 4);
        IpOptions.put32(stamps, 4, host.timestamp());
        IpOptions.put32(stamps, 8, host.timestamp());
        delivered(skb, "icmp_timestamp", "a timestamp request for this host");
        output.reply(skb, packet, new IcmpMessage(IcmpMessage.TIMESTAMP_REPLY, 0, request.rest(), Bytes.of(stamps)));
    }

    /** An error other than a redirect ({@code icmp_unreach}). */
    private void unreachable(Skb skb, Ipv4Packet packet, IcmpMessage message) {
        Optional<Ipv4Packet> quoted =
                Ipv4Packet.parseQuoted(Bytes.of(message.payload().encode()));
        if (quoted.isEmpty()) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "icmp_rcv", "it quotes no valid IPv4 header", List.of());
            return;
        }
        IcmpMessage error = message;
        if (message.type() == IcmpMessage.DESTINATION_UNREACHABLE) {
            if (message.code() > HIGHEST_UNREACHABLE) {
                return;
            }
            if (message.code() == IcmpMessage.FRAGMENTATION_NEEDED) {
                int policy = sysctls.get(NetIpv4.IP_NO_PMTU_DISC);
                if (policy == 2 || policy == 3 && quoted.get().protocol() != Ipv4Packet.TCP) {
                    return;
                }
                error = policy == 1 ? new IcmpMessage(message.type(), message.code(), 0, message.payload()) : message;
            }
        } else if (message.type() == IcmpMessage.TIME_EXCEEDED
                && message.code() == IcmpMessage.REASSEMBLY_TIME_EXCEEDED) {
            Drops.ignore(skb, "icmp_unreach", "the far host could not put a packet together in time", List.of());
            return;
        }
        boolean bogus = !sysctls.isSet(NetIpv4.ICMP_IGNORE_BOGUS_ERROR_RESPONSES)
                && fib.addressType(quoted.get().destination(), skb.dev) == RouteType.BROADCAST;
        if (!bogus) {
            delivered(skb, "icmp_unreach", "an error about a packet of this host");
            delivery.error(skb, packet, error, quoted.get());
        }
    }

    /** {@code icmp_redirect}. */
    private void redirect(Skb skb, Ipv4Packet packet, IcmpMessage message) {
        Optional<Ipv4Packet> quoted =
                Ipv4Packet.parseQuoted(Bytes.of(message.payload().encode()));
        if (quoted.isEmpty()) {
            Drops.drop(skb, DropReason.PKT_TOO_SMALL, "icmp_rcv", "it quotes no valid IPv4 header", List.of());
            return;
        }
        delivered(skb, "icmp_redirect", "a redirect to " + message.gateway());
        delivery.error(skb, packet, message, quoted.get());
    }

    /** An error about an ICMP message of this host: a program's request, or the kernel's own reply ({@code icmp_err}). */
    @Override
    public void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted) {
        if (((Bytes) quoted.payload()).at(0) != IcmpMessage.ECHO_REPLY) {
            TransportHandler sockets = delivery.pingSockets();
            if (sockets != null) {
                sockets.error(skb, carrier, error, quoted);
            }
            return;
        }
        Flow flow = new Flow(
                0, 0, 0, quoted.tos() & 0xfc, Ipv4Packet.ICMP, quoted.source(), quoted.destination(), 0, 0, false);
        if (error.type() == IcmpMessage.DESTINATION_UNREACHABLE && error.code() == IcmpMessage.FRAGMENTATION_NEEDED) {
            fib.learnPathMtu(flow, error.mtu());
        } else if (error.type() == IcmpMessage.REDIRECT) {
            ipv4.redirect(skb, carrier, error, flow);
        }
    }

    private SysctlSeen seen(String file, NetIpv4 setting) {
        return new SysctlSeen("net.ipv4." + file, Integer.toString(sysctls.get(setting)));
    }

    private static void delivered(Skb skb, String function, String detail) {
        PacketTrace.end(skb.dev, skb, function, Verdict.DELIVER, Fate.DELIVERED, detail);
    }
}
