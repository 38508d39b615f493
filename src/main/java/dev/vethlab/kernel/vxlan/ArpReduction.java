package dev.vethlab.kernel.vxlan;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;

/** What becomes of ARP that a device with {@code proxy} is to send: it answers what it knows itself, and sends nothing ({@code arp_reduce}). */
final class ArpReduction {

    private ArpReduction() {}

    static void reduce(VxlanDevice device, Skb skb, ArpPacket arp) {
        boolean asked = (device.flags() & DeviceFlags.IFF_NOARP) == 0 && arp.operation() == ArpPacket.REQUEST;
        Neighbour neighbour =
                asked ? device.net().subsystem(NeighbourTable.class).lookup(arp.targetIp(), device) : null;
        boolean answers = neighbour != null && neighbour.state().isConnected() && isFar(device, neighbour);
        if (neighbour != null && answers) {
            ArpPacket reply = ArpPacket.reply(neighbour.lladdr(), arp.targetIp(), arp.senderMac(), arp.senderIp());
            Skb answer = Skb.of(
                    device, new EthernetFrame(arp.senderMac(), neighbour.lladdr(), EthernetFrame.TYPE_ARP, reply));
            answer.type = PacketType.HOST;
            device.net().softnet().enqueue(answer);
        }
        Drops.ignore(
                skb,
                "arp_reduce",
                answers ? device.name() + " answers it itself" : device.name() + " is a proxy, and sends no ARP",
                List.of());
    }

    /** Whether a neighbour is not one that a bridge above has behind another port. */
    private static boolean isFar(VxlanDevice device, Neighbour neighbour) {
        return device.fdb()
                .find(neighbour.lladdr())
                .map(entry -> !entry.remotes().get(0).address().equals(Ipv4Address.ANY))
                .orElse(true);
    }
}
