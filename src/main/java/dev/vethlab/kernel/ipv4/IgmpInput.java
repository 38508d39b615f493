package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.Checksum;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import java.util.Optional;

/** IGMP as a host hears it: questions of routers, and what other hosts answer ({@code igmp_rcv}). */
final class IgmpInput implements TransportHandler {

    private static final int SHORTEST = 8;
    private static final int QUERY = 0x11;

    private final GroupMemberships memberships;

    IgmpInput(GroupMemberships memberships) {
        this.memberships = memberships;
    }

    @Override
    public void receive(Skb skb, Ipv4Packet packet) {
        DeviceGroups groups = memberships.of(skb.dev);
        byte[] message = packet.payload().encode();
        if (groups == null || message.length < SHORTEST) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "igmp_rcv", "it is too short for IGMP", List.of());
            return;
        }
        if (Checksum.of(message, 0, message.length) != 0) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "igmp_rcv", "the checksum is wrong", List.of());
            return;
        }
        String heard = switch (message[0]) {
            case QUERY -> query(groups, message);
            case IgmpReports.VERSION_1, IgmpReports.VERSION_2 -> report(groups, skb, message);
            default -> "it is for routers";
        };
        Drops.ignore(skb, "igmp_rcv", heard, List.of());
    }

    private static String query(DeviceGroups groups, byte[] message) {
        Optional<IgmpQuerier.Query> query = groups.querier().read(message);
        query.ifPresent(groups::asked);
        return query.isPresent() ? "a router asks for members of groups" : "a question that is none";
    }

    private static String report(DeviceGroups groups, Skb skb, byte[] message) {
        if (skb.type != PacketType.MULTICAST && skb.type != PacketType.BROADCAST) {
            return "a report of this host, or to it alone";
        }
        groups.heard(new Ipv4Address(Bytes.of(message).i32(4)));
        return "another host is in this group, too";
    }
}
