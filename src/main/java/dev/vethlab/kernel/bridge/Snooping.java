package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which group (net/bridge/br_multicast.c, br_mdb.c): what programs enter. Frames of IPv4 groups go to members alone
 * only while there is a querier to ask for members, as on Linux; frames of Ethernet groups always do.
 */
public final class Snooping {

    private final Bridge bridge;
    private final List<MdbEntry> entries = new ArrayList<>();

    /** When there may first be a querier's word to go by; negative while there is none. */
    private long querierFromNs = -1;

    Snooping(Bridge bridge) {
        this.bridge = bridge;
    }

    /** The memberships, newest first. */
    public List<MdbEntry> entries() {
        expire();
        return List.copyOf(entries);
    }

    /**
     * Enters a membership ({@code br_mdb_add}).
     *
     * @throws KernelException EEXIST
     */
    public void add(MdbEntry entry, boolean replaces) throws KernelException {
        expire();
        for (int i = 0; i < entries.size(); i++) {
            MdbEntry known = entries.get(i);
            if (known.group().equals(entry.group()) && known.port() == entry.port()) {
                if (!replaces) {
                    throw new KernelException(Errno.EEXIST, already(entry));
                }
                entries.set(i, entry);
                return;
            }
        }
        entries.add(0, entry);
    }

    private static String already(MdbEntry entry) {
        if (entry.port() == null) {
            return "bridge: Group is already joined by host";
        }
        return entry.group().source().isPresent()
                ? "bridge: (S, G) group is already joined by port"
                : "bridge: (*, G) group is already joined by port";
    }

    /**
     * Ends a membership ({@code br_mdb_del}).
     *
     * @throws KernelException EINVAL where there is none
     */
    public void delete(MdbEntry.Group group, @Nullable BridgePort port) throws KernelException {
        expire();
        if (!entries.removeIf(entry -> entry.group().equals(group) && entry.port() == port)) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    void portRemoved(BridgePort port) {
        entries.removeIf(entry -> entry.port() == port);
    }

    /** Forgets the members behind a port that does not work any more, but those that stay for ever ({@code br_multicast_disable_port}). */
    void portDisabled(BridgePort port) {
        entries.removeIf(entry -> entry.port() == port && !entry.isPermanent());
    }

    private void expire() {
        long now = bridge.machine().nowNs();
        entries.removeIf(entry -> !entry.isPermanent() && entry.untilNs() <= now);
    }

    /** When a membership entered now ends unless it is renewed. */
    public long membershipUntilNs() {
        return bridge.machine().nowNs() + bridge.settings().get(BridgeSetting.MCAST_MEMBERSHIP_INTERVAL) * Jiffies.NS;
    }

    /** The bridge asks for members itself from now on, or does not any more ({@code br_multicast_set_querier}). */
    void setQuerier(boolean on) {
        querierFromNs = on
                ? bridge.machine().nowNs()
                        + bridge.settings().get(BridgeSetting.MCAST_QUERY_RESPONSE_INTERVAL) * Jiffies.NS
                : -1;
    }

    /** A port received a frame for a group ({@code br_multicast_rcv}). */
    void received(BridgePort port, Skb skb, int vlan) {}

    /** The host sends a frame to a group. */
    void sent(Skb skb, int vlan) {}

    /** The ports that a frame for a group goes to, null where it goes to all of them. */
    @Nullable
    List<BridgePort> members(@Nullable BridgePort from, Skb skb, int vlan) {
        if (!bridge.settings().isOn(BridgeSetting.MCAST_SNOOPING)) {
            return null;
        }
        if (skb.protocol == EthernetFrame.TYPE_IPV4) {
            return skb.payload instanceof Ipv4Packet packet ? membersOfIpv4(packet, vlan) : null;
        }
        EthernetFrame frame = skb.frame;
        if (entries.isEmpty() || frame == null) {
            return null;
        }
        List<BridgePort> members =
                portsIn(new MdbEntry.Group(Optional.empty(), Optional.empty(), Optional.of(frame.destination()), vlan));
        return members.isEmpty() ? null : members;
    }

    private @Nullable List<BridgePort> membersOfIpv4(Ipv4Packet packet, int vlan) {
        boolean asked = querierFromNs >= 0 && bridge.machine().nowNs() > querierFromNs;
        if (!asked || packet.destination().isLocalMulticast() || packet.protocol() == Ipv4Packet.IGMP) {
            return null;
        }
        List<BridgePort> members = new ArrayList<>(portsIn(new MdbEntry.Group(
                Optional.of(packet.destination()), Optional.of(packet.source()), Optional.empty(), vlan)));
        if (members.isEmpty()) {
            members.addAll(portsIn(group(packet.destination(), vlan)));
        }
        for (BridgePort port : bridge.ports()) {
            if (port.multicastRouter() == 2 && !members.contains(port)) {
                members.add(port);
            }
        }
        return members;
    }

    private static MdbEntry.Group group(Ipv4Address address, int vlan) {
        return new MdbEntry.Group(Optional.of(address), Optional.empty(), Optional.empty(), vlan);
    }

    private List<BridgePort> portsIn(MdbEntry.Group group) {
        expire();
        List<BridgePort> ports = new ArrayList<>();
        for (MdbEntry entry : entries) {
            BridgePort port = entry.port();
            if (port != null && entry.group().equals(group)) {
                ports.add(port);
            }
        }
        return ports;
    }

    /** Whether the host is in the group of a frame that goes to members alone, or routes for it. */
    boolean isHeardByHost(Skb skb, int vlan) {
        if (bridge.settings().get(BridgeSetting.MCAST_ROUTER) == 2 || bridge.isAllMulticast()) {
            return true;
        }
        EthernetFrame frame = skb.frame;
        MacAddress mac = frame == null ? MacAddress.ZERO : frame.destination();
        for (MdbEntry entry : entries) {
            boolean matches = skb.payload instanceof Ipv4Packet packet
                    ? entry.group().address().equals(Optional.of(packet.destination()))
                    : entry.group().mac().equals(Optional.of(mac));
            if (entry.port() == null && matches && entry.group().vlan() == vlan) {
                return true;
            }
        }
        return false;
    }
}
