package dev.vethlab.kernel.ipv4;

import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.L3Master;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.InputResult;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.Checksum;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way in: checks, routing, options, and on to this host or to another one (net/ipv4/ip_input.c; {@code ip_error} of route.c). */
final class Ipv4Input {

    private final InetDevices inet;
    private final Fib fib;
    private final ReceivedOptions receivedOptions;
    private final SourceRouting sourceRouting;
    private final LocalDelivery delivery;
    private final Ipv4Forward forward;
    private final IcmpOutput icmp;
    private final UnroutableLimit unroutable;

    Ipv4Input(
            InetDevices inet,
            Fib fib,
            ReceivedOptions receivedOptions,
            SourceRouting sourceRouting,
            LocalDelivery delivery,
            Ipv4Forward forward,
            IcmpOutput icmp,
            UnroutableLimit unroutable) {
        this.inet = inet;
        this.fib = fib;
        this.receivedOptions = receivedOptions;
        this.sourceRouting = sourceRouting;
        this.delivery = delivery;
        this.forward = forward;
        this.icmp = icmp;
        this.unroutable = unroutable;
    }

    /** {@code ip_rcv}. */
    void receive(Skb skb) {
        if (skb.type == PacketType.OTHERHOST) {
            Drops.drop(
                    skb,
                    DropReason.OTHERHOST,
                    "ip_rcv_core",
                    "the frame's destination MAC address is not that of " + skb.dev.name(),
                    List.of());
            return;
        }
        if (!(skb.payload instanceof Ipv4Packet)) {
            dropMalformed(skb);
            return;
        }
        skb.control = null;
        skb.orphan();
        preRouting(skb, (Ipv4Packet) skb.payload);
    }

    private static void dropMalformed(Skb skb) {
        DropReason reason = DropReason.IP_INHDR;
        String detail = "the header is no valid IPv4 header";
        if (skb.payload instanceof Bytes) {
            Bytes bytes = (Bytes) skb.payload;
            int headerLength = bytes.length() == 0 ? 0 : (bytes.at(0) & 15) << 2;
            if (bytes.length() >= 20 && bytes.at(0) >> 4 == 4 && headerLength >= 20 && headerLength <= bytes.length()) {
                if (Checksum.of(bytes.first(headerLength)) != 0) {
                    reason = DropReason.IP_CSUM;
                    detail = "the header checksum is wrong";
                } else if (bytes.u16(2) > bytes.length()) {
                    reason = DropReason.PKT_TOO_SMALL;
                    detail = "the packet is shorter than its total length says";
                }
            }
        }
        Drops.drop(skb, reason, "ip_rcv_core", detail, List.of());
    }

    /** The hook NF_INET_PRE_ROUTING. */
    private void preRouting(Skb skb, Ipv4Packet packet) {
        HookFunction hook = skb.dev.net().hooks().ipv4(HookPoint.PRE_ROUTING);
        if (hook == null) {
            finish(skb, packet);
        } else if (hook.run(skb, skb.dev, null).isAccept()) {
            finish(skb, (Ipv4Packet) skb.payload);
        }
    }

    /** {@code ip_rcv_finish}: a packet that came by {@code lo}, or as a copy of what was sent, is routed already. */
    private void finish(Skb skb, Ipv4Packet packet) {
        NetDevice received = skb.dev;
        NetDevice master = L3mdev.master(received);
        if (master != null) {
            ((L3Master) master).received(skb);
            HookFunction hook = received.net().hooks().ipv4(HookPoint.PRE_ROUTING);
            if (hook != null && skb.dst == null && !packet.destination().isMulticast()) {
                if (hook.run(skb, master, null).isAccept()) {
                    route(skb, (Ipv4Packet) skb.payload, received);
                }
                return;
            }
        }
        route(skb, packet, received);
    }

    /**
     * Finds its way ({@code ip_rcv_finish_core}).
     *
     * @param received the device that it came in by, though its master may have taken it over
     */
    private void route(Skb skb, Ipv4Packet packet, NetDevice received) {
        if (skb.dst instanceof Route) {
            routed(skb, packet, (Route) skb.dst);
            return;
        }
        InputResult result = fib.input(skb, packet, received);
        if (result instanceof InputResult.Routed) {
            Route route = ((InputResult.Routed) result).route();
            skb.dst = route;
            skb.tunnel = null;
            routed(skb, packet, route);
            return;
        }
        InputResult.Refused refused = (InputResult.Refused) result;
        if (refused.function().equals("ip_error")) {
            Ipv4Packet checked = packet.options().length() == 0 ? packet : options(skb, packet, null);
            if (checked != null) {
                error(skb, checked, refused);
            }
        } else {
            Drops.drop(skb, refused.reason(), refused.function(), refused.detail(), refused.sysctls());
        }
    }

    private void routed(Skb skb, Ipv4Packet packet, Route route) {
        if (packet.options().length() != 0) {
            Ipv4Packet checked = options(skb, packet, route);
            if (checked != null) {
                deliverOrForward(skb, checked, (Route) skb.dst);
            }
            return;
        }
        deliverOrForward(skb, packet, route);
    }

    private void deliverOrForward(Skb skb, Ipv4Packet packet, @Nullable Route route) {
        if (route == null) {
            return;
        }
        if (skb.type != PacketType.HOST && isUnicastInMulticast(skb, route)) {
            Drops.drop(
                    skb,
                    DropReason.UNICAST_IN_L2_MULTICAST,
                    "ip_rcv_finish_core",
                    "a packet for one host came in a frame for many, and drop_unicast_in_l2_multicast is on",
                    List.of(new SysctlSeen("net.ipv4.conf." + skb.dev.name() + ".drop_unicast_in_l2_multicast", "1")));
            return;
        }
        if (route.deliverHere()) {
            delivery.deliver(skb, packet);
        } else {
            forward.forward(skb, packet, route);
        }
    }

    private boolean isUnicastInMulticast(Skb skb, Route route) {
        if (route.type() == RouteType.MULTICAST
                || route.type() == RouteType.BROADCAST
                || skb.type != PacketType.BROADCAST && skb.type != PacketType.MULTICAST) {
            return false;
        }
        InDevice inDevice = inet.of(skb.dev);
        return inDevice != null && inDevice.orConf(DevConf.DROP_UNICAST_IN_L2_MULTICAST);
    }

    /** Reads the options ({@code ip_rcv_options}): the packet as it goes on, or null when it has been dropped. */
    private @Nullable Ipv4Packet options(Skb skb, Ipv4Packet packet, @Nullable Route route) {
        IpOptions options = IpOptions.of(packet);
        OptionHost host = receivedOptions.at(skb, packet, route);
        int wrong = OptionCompiler.compile(options, host);
        skb.control = options;
        Ipv4Packet changed = options.changed ? packet.withOptions(options.bytes()) : packet;
        if (wrong >= 0) {
            icmp.send(skb, changed, IcmpMessage.PARAMETER_PROBLEM, 0, wrong << 24);
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "ip_rcv_finish_core", "the options are malformed", List.of());
            return null;
        }
        skb.payload = changed;
        if (options.sourceRoute < 0) {
            return changed;
        }
        InDevice inDevice = inet.of(skb.dev);
        if (inDevice != null && !inDevice.andConf(DevConf.ACCEPT_SOURCE_ROUTE)) {
            Drops.drop(
                    skb,
                    DropReason.NOT_SPECIFIED,
                    "ip_rcv_finish_core",
                    "the packet has a source route, and accept_source_route is not on for both all and "
                            + skb.dev.name(),
                    List.of(
                            seen("all", inet.all(DevConf.ACCEPT_SOURCE_ROUTE)),
                            seen(skb.dev.name(), inDevice.conf(DevConf.ACCEPT_SOURCE_ROUTE))));
            return null;
        }
        Ipv4Packet turned = route == null ? changed : sourceRouting.receive(skb, changed, options, route);
        if (turned == null) {
            Drops.drop(
                    skb,
                    DropReason.NOT_SPECIFIED,
                    "ip_rcv_finish_core",
                    "its source route cannot be followed",
                    List.of());
        }
        return turned;
    }

    private static SysctlSeen seen(String device, int value) {
        return new SysctlSeen("net.ipv4.conf." + device + ".accept_source_route", Integer.toString(value));
    }

    /** There is no way for the packet: tells its sender, within limits, where this host forwards ({@code ip_error}). */
    private void error(Skb skb, Ipv4Packet packet, InputResult.Refused refused) {
        InDevice inDevice = inet.of(skb.dev);
        DropReason reason = DropReason.NOT_SPECIFIED;
        if (inDevice != null && inDevice.conf(DevConf.FORWARDING) == 0) {
            if (refused.error() == Errno.EHOSTUNREACH) {
                reason = DropReason.IP_INADDRERRORS;
            } else if (refused.error() == Errno.ENETUNREACH) {
                reason = DropReason.IP_INNOROUTES;
            }
        } else if (inDevice != null) {
            int code = -1;
            if (refused.error() == Errno.EHOSTUNREACH) {
                code = IcmpMessage.HOST_UNREACHABLE;
            } else if (refused.error() == Errno.ENETUNREACH) {
                code = IcmpMessage.NET_UNREACHABLE;
                reason = DropReason.IP_INNOROUTES;
            } else if (refused.error() == Errno.EACCES) {
                code = IcmpMessage.PACKET_FILTERED;
            }
            if (code >= 0 && unroutable.allows(packet.source())) {
                icmp.sendUnrouted(skb, packet, IcmpMessage.DESTINATION_UNREACHABLE, code);
            }
        }
        Drops.drop(skb, reason, "ip_error", refused.detail(), refused.sysctls());
    }
}
