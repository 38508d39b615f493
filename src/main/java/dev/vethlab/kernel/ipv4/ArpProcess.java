package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.neighbour.NeighParms;
import dev.vethlab.kernel.neighbour.NeighSetting;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.neighbour.NeighbourUpdate;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.InputResult;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.ArpPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of an ARP packet that a device received ({@code arp_process}). */
final class ArpProcess {

    private static final String FUNCTION = "arp_process";

    private final InetDevices inet;
    private final Fib fib;
    private final NeighbourTable neighbours;
    private final ArpRules rules;

    ArpProcess(InetDevices inet, Fib fib, NeighbourTable neighbours) {
        this.inet = inet;
        this.fib = fib;
        this.neighbours = neighbours;
        this.rules = new ArpRules(inet, fib, neighbours.proxies());
    }

    /**
     * Processes a packet.
     *
     * @param delayed whether it has waited in the proxy queue
     */
    void process(Skb skb, ArpPacket packet, boolean delayed) {
        InDevice inDevice = inet.of(skb.dev);
        String flaw = inDevice == null ? "the device has no IPv4" : flawOf(inDevice, packet);
        if (inDevice == null || !flaw.isEmpty()) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, FUNCTION, flaw, List.of());
        } else if (packet.senderIp().isAny()) {
            answerDuplicateDetection(skb, packet, inDevice);
        } else {
            InputResult way =
                    asksForAWay(packet, inDevice) ? fib.input(packet.targetIp(), packet.senderIp(), skb) : null;
            if (way == null || !request(skb, packet, inDevice, way, delayed)) {
                learn(skb, packet, inDevice, way);
            }
        }
    }

    /**
     * Whether the way to what a request asks for matters. All stations of a link hear each request; those that neither have the
     * address nor forward to others need not look for a way, unless somebody wants to know why they do not answer.
     */
    private boolean asksForAWay(ArpPacket packet, InDevice inDevice) {
        return packet.operation() == ArpPacket.REQUEST
                && (fib.mayBeLocal(packet.targetIp())
                        || inDevice.conf(DevConf.FORWARDING) != 0
                        || inDevice.device().machine().tracer().isOn());
    }

    /** Why a packet is not looked at any further; empty where it is. */
    private static String flawOf(InDevice inDevice, ArpPacket packet) {
        Ipv4Address target = packet.targetIp();
        if (packet.operation() != ArpPacket.REQUEST && packet.operation() != ArpPacket.REPLY) {
            return "an operation that is neither request nor reply";
        }
        if (target.isMulticast() || target.isLoopback() && !inDevice.orConf(DevConf.ROUTE_LOCALNET)) {
            return "nobody may ask for " + target;
        }
        if (packet.senderIp().equals(target) && inDevice.orConf(DevConf.DROP_GRATUITOUS_ARP)) {
            return "announcements are not wanted: drop_gratuitous_arp";
        }
        return "";
    }

    /** RFC 2131: who asks without an address of its own is about to take the one that it asks for. */
    private void answerDuplicateDetection(Skb skb, ArpPacket packet, InDevice inDevice) {
        if (packet.operation() != ArpPacket.REQUEST
                || fib.addressTypeAt(skb.dev, packet.targetIp()) != RouteType.LOCAL) {
            Drops.ignore(skb, FUNCTION, "a probe for an address that is not ours", List.of());
        } else if (rules.ignores(inDevice, packet.senderIp(), packet.targetIp())) {
            ArpTrace.ignored(skb, inDevice, DevConf.ARP_IGNORE, "arp_ignore forbids to answer for the address");
        } else {
            reply(skb, packet);
        }
    }

    /** Whether a request is done with: answered, refused by a setting, or laid aside. */
    private boolean request(Skb skb, ArpPacket packet, InDevice inDevice, InputResult way, boolean delayed) {
        if (!(way instanceof InputResult.Routed routed)) {
            return false;
        }
        Route route = routed.route();
        if (route.type() == RouteType.LOCAL) {
            answerForOneself(skb, packet, inDevice);
            return true;
        }
        if (inDevice.conf(DevConf.FORWARDING) == 0
                || route.type() != RouteType.UNICAST
                || !rules.proxies(inDevice, route, packet.senderIp(), packet.targetIp())) {
            return false;
        }
        answerForAnother(skb, packet, delayed);
        return true;
    }

    private void answerForOneself(Skb skb, ArpPacket packet, InDevice inDevice) {
        if (rules.ignores(inDevice, packet.senderIp(), packet.targetIp())) {
            ArpTrace.ignored(skb, inDevice, DevConf.ARP_IGNORE, "arp_ignore forbids to answer for the address");
        } else if (rules.filters(inDevice, packet.senderIp(), packet.targetIp())) {
            ArpTrace.ignored(
                    skb, inDevice, DevConf.ARP_FILTER, "arp_filter: the way back does not leave by " + skb.dev.name());
        } else if (noteSender(packet, skb.dev)) {
            reply(skb, packet);
        } else {
            Drops.ignore(skb, FUNCTION, "there is no room for the neighbour that asks", List.of());
        }
    }

    private void answerForAnother(Skb skb, ArpPacket packet, boolean delayed) {
        noteSender(packet, skb.dev);
        NeighParms parms = neighbours.parms(skb.dev);
        if (delayed || skb.type == PacketType.HOST || parms.get(NeighSetting.PROXY_DELAY) == 0) {
            reply(skb, packet);
        } else {
            ArpTrace.delayed(skb, packet);
            skb.tunnel = null;
            neighbours.proxies().delay(parms, skb);
        }
    }

    private void reply(Skb skb, ArpPacket packet) {
        NetDevice device = skb.dev;
        TunnelInfo tunnel = skb.tunnel;
        ArpTrace.answered(skb, packet);
        Arp.send(
                device,
                packet.senderMac(),
                ArpPacket.reply(device.address(), packet.targetIp(), packet.senderMac(), packet.senderIp()),
                tunnel == null || tunnel.outgoing() ? null : tunnel.reply());
    }

    /** Who asks will be talked to: notes its address ({@code neigh_event_ns}). */
    private boolean noteSender(ArpPacket packet, NetDevice device) {
        Neighbour neighbour = findOrCreate(packet.senderIp(), device);
        if (neighbour != null) {
            NeighbourUpdate.heard(neighbour, packet.senderMac(), NudState.STALE, NeighbourUpdate.OVERRIDE);
        }
        return neighbour != null;
    }

    private @Nullable Neighbour findOrCreate(Ipv4Address key, NetDevice device) {
        Neighbour known = neighbours.lookup(key, device);
        if (known != null) {
            return known;
        }
        try {
            return neighbours.create(key, device, 0, device.isLoopback());
        } catch (KernelException refused) {
            return null;
        }
    }

    /** Updates the table with what a reply, an announcement or an unanswered request says of its sender. */
    private void learn(Skb skb, ArpPacket packet, InDevice inDevice, @Nullable InputResult way) {
        Neighbour neighbour = neighbours.lookup(packet.senderIp(), skb.dev);
        boolean accepts = rules.accepts(inDevice, packet.senderIp());
        boolean announcement = (neighbour != null || accepts) && isAnnouncement(packet, skb.dev);
        if (neighbour == null && accepts && (announcement || isReplyOfNeighbour(packet, skb.dev))) {
            neighbour = findOrCreate(packet.senderIp(), skb.dev);
        }
        if (neighbour == null) {
            ArpTrace.unanswered(skb, packet, inDevice, way);
            return;
        }
        int locked = neighbour.parms().get(NeighSetting.LOCKTIME);
        boolean override = announcement || Jiffies.now(skb.dev.machine()) > neighbour.updated() + locked;
        boolean solicited = packet.operation() == ArpPacket.REPLY && skb.type == PacketType.HOST;
        ArpTrace.learnt(skb, packet, inDevice, way);
        NeighbourUpdate.heard(
                neighbour,
                packet.senderMac(),
                solicited ? NudState.REACHABLE : NudState.STALE,
                override ? NeighbourUpdate.OVERRIDE : 0);
    }

    private boolean isReplyOfNeighbour(ArpPacket packet, NetDevice device) {
        return packet.operation() == ArpPacket.REPLY
                && fib.addressTypeAt(device, packet.senderIp()) == RouteType.UNICAST;
    }

    /** {@code arp_is_garp}. */
    private boolean isAnnouncement(ArpPacket packet, NetDevice device) {
        return packet.senderIp().equals(packet.targetIp())
                && (packet.operation() != ArpPacket.REPLY || packet.targetMac().equals(packet.senderMac()))
                && fib.addressTypeAt(device, packet.senderIp()) == RouteType.UNICAST;
    }
}
