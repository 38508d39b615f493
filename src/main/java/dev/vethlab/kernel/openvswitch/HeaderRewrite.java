package dev.vethlab.kernel.openvswitch;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.openvswitch.DatapathAction.SetArp;
import dev.vethlab.kernel.openvswitch.DatapathAction.SetEthernet;
import dev.vethlab.kernel.openvswitch.DatapathAction.SetIpv4;
import dev.vethlab.kernel.openvswitch.DatapathAction.SetPorts;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;

/** Writes new values into headers; checksums follow ({@code set_eth_addr}, {@code set_ipv4}, {@code set_tcp}, {@code set_udp}). */
final class HeaderRewrite {

    private HeaderRewrite() {}

    static void apply(Skb skb, DatapathAction action) {
        EthernetFrame frame = skb.frame;
        if (frame == null) {
            return;
        }
        if (action instanceof SetEthernet set) {
            skb.frame = frame.withAddresses(set.destination(), set.source());
        } else if (action instanceof SetIpv4 set && skb.payload instanceof Ipv4Packet packet) {
            replace(skb, frame, rewrite(packet, set));
        } else if (action instanceof SetPorts set && skb.payload instanceof Ipv4Packet packet) {
            replace(skb, frame, packet.withPayload(ports(packet.payload(), set)));
        } else if (action instanceof SetArp set && skb.payload instanceof ArpPacket) {
            replace(
                    skb,
                    frame,
                    new ArpPacket(set.operation(), set.senderMac(), set.senderIp(), set.targetMac(), set.targetIp()));
        }
    }

    private static void replace(Skb skb, EthernetFrame frame, Payload payload) {
        skb.payload = payload;
        skb.frame = new EthernetFrame(frame.destination(), frame.source(), frame.type(), payload);
    }

    private static Ipv4Packet rewrite(Ipv4Packet packet, SetIpv4 set) {
        return packet.withAddresses(set.source(), set.destination())
                .withTos(set.tos())
                .withTtl(set.ttl())
                .withPayload(between(packet.payload(), set.source(), set.destination()));
    }

    private static Payload between(Payload payload, Ipv4Address source, Ipv4Address destination) {
        if (payload instanceof TcpSegment tcp) {
            return tcp(tcp, source, destination, tcp.sourcePort(), tcp.destinationPort());
        }
        if (payload instanceof UdpDatagram udp) {
            return new UdpDatagram(source, destination, udp.sourcePort(), udp.destinationPort(), udp.payload());
        }
        return payload;
    }

    private static Payload ports(Payload payload, SetPorts set) {
        if (payload instanceof TcpSegment tcp && set.protocol() == Ipv4Packet.TCP) {
            return tcp(tcp, tcp.source(), tcp.destination(), set.source(), set.destination());
        }
        if (payload instanceof UdpDatagram udp && set.protocol() == Ipv4Packet.UDP) {
            return new UdpDatagram(udp.source(), udp.destination(), set.source(), set.destination(), udp.payload());
        }
        return payload;
    }

    private static TcpSegment tcp(
            TcpSegment tcp, Ipv4Address source, Ipv4Address destination, int sourcePort, int destinationPort) {
        return new TcpSegment(
                source,
                destination,
                sourcePort,
                destinationPort,
                tcp.sequence(),
                tcp.acknowledgment(),
                tcp.flags(),
                tcp.window(),
                tcp.urgentPointer(),
                tcp.options(),
                tcp.payload());
    }
}
