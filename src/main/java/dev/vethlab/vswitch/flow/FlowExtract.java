package dev.vethlab.vswitch.flow;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;
import dev.vethlab.wire.VlanTag;

/**
 * Reads what is known of a packet from its headers ({@code flow_extract}, {@code ovs_flow_key_extract}): of its VLAN tags the outer
 * one, as long as {@code vlan-limit} is what it is by itself.
 */
public final class FlowExtract {

    private static final int IPV6_HEADER = 40;

    private FlowExtract() {}

    /** All of a received packet but the port that it came by. */
    public static FlowKey of(Skb skb) {
        FlowKey flow = new FlowKey();
        TunnelInfo tunnel = skb.tunnel;
        if (tunnel != null) {
            tunnel(flow, tunnel);
        }
        EthernetFrame frame = skb.frame;
        if (frame == null) {
            return flow;
        }
        flow.set(Slot.ETH_SRC, frame.source().bits());
        flow.set(Slot.ETH_DST, frame.destination().bits());
        flow.set(Slot.SKB_PRIORITY, skb.priority);
        flow.set(Slot.PKT_MARK, skb.mark);
        if (skb.isTagged()) {
            tag(flow, skb.vlanProtocol, skb.vlanTci);
        }
        int type = frame.type();
        Payload payload = frame.payload();
        if (payload instanceof VlanTag tag && flow.get(Slot.VLAN_TCI) == 0) {
            tag(flow, type, tag.control());
            type = tag.type();
            payload = tag.payload();
        }
        flow.set(Slot.ETH_TYPE, type);
        network(flow, payload);
        return flow;
    }

    private static void tunnel(FlowKey flow, TunnelInfo tunnel) {
        flow.set(Slot.TUN_ID, tunnel.id());
        flow.set(Slot.TUN_SRC, tunnel.source().bits());
        flow.set(Slot.TUN_DST, tunnel.destination().bits());
        flow.set(Slot.TUN_TOS, tunnel.tos());
        flow.set(Slot.TUN_TTL, tunnel.ttl());
        flow.set(Slot.TUN_FLAGS, tunnel.keyed() ? FlowKey.TUNNEL_KEY : 0);
    }

    private static void tag(FlowKey flow, int protocol, int tci) {
        flow.set(Slot.VLAN_TCI, tci | FlowKey.VLAN_PRESENT);
        flow.set(Slot.VLAN_TPID, protocol);
    }

    private static void network(FlowKey flow, Payload payload) {
        if (payload instanceof ArpPacket arp) {
            flow.set(Slot.NW_PROTO, arp.operation());
            flow.set(Slot.NW_SRC, arp.senderIp().bits());
            flow.set(Slot.NW_DST, arp.targetIp().bits());
            flow.set(Slot.ARP_SHA, arp.senderMac().bits());
            flow.set(Slot.ARP_THA, arp.targetMac().bits());
        } else if (payload instanceof Ipv4Packet packet) {
            ipv4(flow, packet);
        } else if (payload instanceof Bytes bytes
                && flow.get(Slot.ETH_TYPE) == FlowKey.TYPE_IPV6
                && bytes.length() >= IPV6_HEADER) {
            flow.set(Slot.NW_PROTO, bytes.at(6));
            flow.set(Slot.NW_TTL, bytes.at(7));
            flow.set(Slot.NW_TOS, bytes.u16(0) >> 4);
            if (flow.get(Slot.NW_PROTO) == FlowKey.ICMPV6 && bytes.length() >= IPV6_HEADER + 2) {
                flow.set(Slot.TP_SRC, bytes.at(IPV6_HEADER));
                flow.set(Slot.TP_DST, bytes.at(IPV6_HEADER + 1));
            }
        }
    }

    private static void ipv4(FlowKey flow, Ipv4Packet packet) {
        flow.set(Slot.NW_SRC, packet.source().bits());
        flow.set(Slot.NW_DST, packet.destination().bits());
        flow.set(Slot.NW_PROTO, packet.protocol());
        flow.set(Slot.NW_TOS, packet.tos());
        flow.set(Slot.NW_TTL, packet.ttl());
        if (packet.isFragment()) {
            flow.set(Slot.NW_FRAG, packet.fragmentOffset() == 0 ? FlowKey.FRAG_ANY : FlowKey.FRAG_MASK);
        }
        Payload payload = packet.payload();
        if (payload instanceof TcpSegment tcp) {
            flow.set(Slot.TP_SRC, tcp.sourcePort());
            flow.set(Slot.TP_DST, tcp.destinationPort());
            flow.set(Slot.TCP_FLAGS, tcp.flags());
        } else if (payload instanceof UdpDatagram udp) {
            flow.set(Slot.TP_SRC, udp.sourcePort());
            flow.set(Slot.TP_DST, udp.destinationPort());
        } else if (payload instanceof IcmpMessage icmp) {
            flow.set(Slot.TP_SRC, icmp.type());
            flow.set(Slot.TP_DST, icmp.code());
        } else if (payload instanceof Bytes bytes && packet.fragmentOffset() == 0 && bytes.length() >= 4) {
            boolean ports = packet.protocol() == FlowKey.TCP || packet.protocol() == FlowKey.UDP;
            flow.set(Slot.TP_SRC, ports ? bytes.u16(0) : packet.protocol() == FlowKey.ICMP ? bytes.at(0) : 0);
            flow.set(Slot.TP_DST, ports ? bytes.u16(2) : packet.protocol() == FlowKey.ICMP ? bytes.at(1) : 0);
        }
    }
}
