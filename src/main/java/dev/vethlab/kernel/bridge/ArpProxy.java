package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import org.jspecify.annotations.Nullable;

/** Answers ARP requests in place of stations that the host knows ({@code br_do_proxy_suppress_arp}, net/bridge/br_arp_nd_proxy.c). */
final class ArpProxy {

    private ArpProxy() {}

    /**
     * Answers a request if it can.
     *
     * @param port where the frame came in; null for one that the host sends
     * @return whether ports that suppress neighbour requests need not get the frame
     */
    static boolean answers(Bridge bridge, @Nullable BridgePort port, Skb skb, int vlan) {
        if (!(skb.payload instanceof ArpPacket arp)) {
            return false;
        }
        boolean suppressing = bridge.isSuppressing();
        if (suppressing) {
            if (port != null && port.has(PortFlag.NEIGH_SUPPRESS)) {
                return false;
            }
            if (arp.senderIp().isAny() || arp.senderIp().equals(arp.targetIp())) {
                return true;
            }
        }
        if (arp.operation() != ArpPacket.REQUEST) {
            return false;
        }
        if (suppressing && isLocal(bridge, arp.targetIp())) {
            return true;
        }
        Neighbour neighbour = bridge.net()
                .subsystem(NeighbourTable.class)
                .find(arp.targetIp(), bridge)
                .orElse(null);
        if (neighbour == null || !neighbour.state().isValid()) {
            return false;
        }
        FdbEntry entry = bridge.fdb().find(neighbour.lladdr(), vlan);
        if (entry == null) {
            return false;
        }
        boolean replies = port != null && port.has(PortFlag.PROXY_ARP)
                || entry.port != null
                        && (entry.port.has(PortFlag.PROXY_ARP_WIFI) || entry.port.has(PortFlag.NEIGH_SUPPRESS));
        if (replies) {
            reply(bridge, port, skb, arp, neighbour.lladdr());
        }
        return replies || suppressing;
    }

    private static boolean isLocal(Bridge bridge, Ipv4Address address) {
        InetDevices inet = bridge.net().subsystem(InetDevices.class);
        return inet.owner(address) != null && inet.owner(address) == inet.of(bridge);
    }

    /** {@code br_arp_send}: out of the port that the request came in by, or up to the host that sent it. */
    private static void reply(Bridge bridge, @Nullable BridgePort port, Skb request, ArpPacket arp, MacAddress answer) {
        ArpPacket reply = ArpPacket.reply(answer, arp.targetIp(), arp.senderMac(), arp.senderIp());
        EthernetFrame frame = new EthernetFrame(arp.senderMac(), answer, EthernetFrame.TYPE_ARP, reply);
        Skb skb = Skb.of(port == null ? bridge : port.device(), frame);
        skb.vlanProtocol = request.vlanProtocol;
        skb.vlanTci = request.vlanTci;
        if (port == null) {
            bridge.net().softnet().enqueue(skb);
        } else {
            if (skb.isTagged()
                    && (port.vlans().pvid() == skb.vlanId() || port.vlans().isUntagged(skb.vlanId()))) {
                skb.clearTag();
            }
            port.device().send(skb);
        }
    }
}
