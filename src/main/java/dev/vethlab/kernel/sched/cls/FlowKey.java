package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;
import java.util.EnumMap;
import java.util.Map;

/** The fields of a packet ({@code struct fl_flow_key}); what it does not have is 0. */
final class FlowKey {

    private final Map<FlowerField, Long> values = new EnumMap<>(FlowerField.class);

    private FlowKey() {}

    static FlowKey of(Skb skb) {
        FlowKey key = new FlowKey();
        EthernetFrame frame = skb.frame;
        if (frame != null) {
            key.put(FlowerField.DST_MAC, frame.destination().bits());
            key.put(FlowerField.SRC_MAC, frame.source().bits());
        }
        if (skb.isTagged()) {
            key.put(FlowerField.VLAN_ID, skb.vlanId());
            key.put(FlowerField.VLAN_PRIO, skb.vlanTci >> 13 & 7);
            key.put(FlowerField.VLAN_ETHTYPE, skb.protocol);
        }
        key.put(FlowerField.ETH_TYPE, skb.protocol);
        if (skb.payload instanceof Ipv4Packet) {
            key.read((Ipv4Packet) skb.payload);
        } else if (skb.payload instanceof ArpPacket) {
            key.read((ArpPacket) skb.payload);
        }
        return key;
    }

    private void read(Ipv4Packet packet) {
        put(FlowerField.IP_PROTO, packet.protocol());
        put(FlowerField.IP_TOS, packet.tos());
        put(FlowerField.IP_TTL, packet.ttl());
        put(FlowerField.SRC_IP, Integer.toUnsignedLong(packet.source().bits()));
        put(FlowerField.DST_IP, Integer.toUnsignedLong(packet.destination().bits()));
        if (packet.isFragment()) {
            put(FlowerField.IP_FLAGS, packet.fragmentOffset() == 0 ? 3 : 1);
        }
        if (packet.fragmentOffset() == 0) {
            read(packet.payload());
        }
    }

    private void read(Payload transport) {
        if (transport instanceof TcpSegment) {
            TcpSegment segment = (TcpSegment) transport;
            put(FlowerField.SRC_PORT, segment.sourcePort());
            put(FlowerField.DST_PORT, segment.destinationPort());
            put(FlowerField.TCP_FLAGS, segment.flags());
        } else if (transport instanceof UdpDatagram) {
            UdpDatagram datagram = (UdpDatagram) transport;
            put(FlowerField.SRC_PORT, datagram.sourcePort());
            put(FlowerField.DST_PORT, datagram.destinationPort());
        } else if (transport instanceof IcmpMessage) {
            IcmpMessage message = (IcmpMessage) transport;
            put(FlowerField.ICMP_TYPE, message.type());
            put(FlowerField.ICMP_CODE, message.code());
        } else if (transport instanceof Bytes && transport.length() >= 4) {
            long protocol = get(FlowerField.IP_PROTO);
            Bytes bytes = (Bytes) transport;
            if (protocol == 6 || protocol == 17) {
                put(FlowerField.SRC_PORT, bytes.u16(0));
                put(FlowerField.DST_PORT, bytes.u16(2));
            } else if (protocol == 1) {
                put(FlowerField.ICMP_TYPE, bytes.at(0));
                put(FlowerField.ICMP_CODE, bytes.at(1));
            }
        }
    }

    private void read(ArpPacket packet) {
        put(FlowerField.ARP_OP, packet.operation());
        put(FlowerField.ARP_SIP, Integer.toUnsignedLong(packet.senderIp().bits()));
        put(FlowerField.ARP_TIP, Integer.toUnsignedLong(packet.targetIp().bits()));
        put(FlowerField.ARP_SHA, packet.senderMac().bits());
        put(FlowerField.ARP_THA, packet.targetMac().bits());
    }

    private void put(FlowerField field, long value) {
        values.put(field, value);
    }

    long get(FlowerField field) {
        return values.getOrDefault(field, 0L);
    }
}
