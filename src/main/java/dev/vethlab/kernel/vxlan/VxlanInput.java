package dev.vethlab.kernel.vxlan;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.device.TunnelMetadata;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.UdpDatagram;
import dev.vethlab.wire.VxlanPacket;
import java.util.List;
import java.util.Optional;

/** What becomes of a datagram that arrives at the socket of VXLAN devices ({@code vxlan_rcv}). */
final class VxlanInput {

    private static final String FUNCTION = "vxlan_rcv";

    private VxlanInput() {}

    static void receive(VxlanNet net, int port, Skb skb, Ipv4Packet packet, UdpDatagram datagram) {
        Optional<VxlanPacket> inside = inside(datagram.payload());
        if (inside.isEmpty() || (inside.get().flags() & VxlanPacket.VNI_IS_VALID) == 0) {
            drop(skb, DropReason.VXLAN_INVALID_HDR, "it has no valid VXLAN header");
            return;
        }
        Optional<VxlanDevice> device = net.find(port, inside.get().vni());
        if (device.isEmpty()) {
            drop(
                    skb,
                    DropReason.VXLAN_VNI_NOT_FOUND,
                    "no device here is for network " + inside.get().vni());
            return;
        }
        take(device.get(), skb, packet, inside.get());
    }

    private static Optional<VxlanPacket> inside(Payload payload) {
        if (payload instanceof VxlanPacket vxlan) {
            return Optional.of(vxlan);
        }
        return payload instanceof Bytes bytes ? VxlanPacket.parse(bytes) : Optional.empty();
    }

    private static void take(VxlanDevice device, Skb skb, Ipv4Packet packet, VxlanPacket inside) {
        EthernetFrame frame = inside.frame();
        if (frame.source().equals(device.address())) {
            drop(skb, DropReason.LOCAL_MAC, "it claims to come from " + device.name() + " itself");
            return;
        }
        if (device.config().learning && !device.fdb().learn(frame.source(), packet.source())) {
            drop(skb, DropReason.VXLAN_ENTRY_EXISTS, "its sender is known to be behind another host");
            return;
        }
        if (!device.isUp()) {
            device.stats().rxDropped++;
            drop(skb, DropReason.DEV_READY, device.name() + " is down");
            return;
        }
        boolean noted =
                device.config().external || TunnelMetadata.of(device.underlay()).isCollected();
        device.arrive(skb, frame, noted ? tunnelOf(packet, inside) : null);
    }

    /** {@code udp_tun_rx_dst}. */
    private static TunnelInfo tunnelOf(Ipv4Packet packet, VxlanPacket inside) {
        return new TunnelInfo(
                false,
                inside.vni(),
                true,
                packet.source(),
                packet.destination(),
                packet.tos(),
                packet.ttl(),
                packet.dontFragment());
    }

    private static void drop(Skb skb, DropReason reason, String detail) {
        Drops.drop(skb, reason, FUNCTION, detail, List.of());
    }
}
