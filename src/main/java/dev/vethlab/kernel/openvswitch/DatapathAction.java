package dev.vethlab.kernel.openvswitch;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.netfilter.nat.NatManip;
import dev.vethlab.kernel.netfilter.nat.NatRange;
import java.util.List;
import java.util.Optional;

/** One thing that the datapath does to a packet ({@code enum ovs_action_attr}). */
public sealed interface DatapathAction {

    /** Sends the packet, as it is by now, by a port. */
    record Output(int port) implements DatapathAction {}

    /** Hands the packet to a program: nobody here listens. */
    record Userspace(String what) implements DatapathAction {}

    /**
     * Puts a VLAN tag before those that it has.
     *
     * @param tci the tag control information, without the bit that says that there is a tag
     */
    record PushVlan(int protocol, int tci) implements DatapathAction {}

    /** Takes the first VLAN tag away. */
    record PopVlan() implements DatapathAction {}

    /** Says which tunnel the packet is to go by. */
    record SetTunnel(TunnelInfo tunnel) implements DatapathAction {}

    record SetEthernet(MacAddress source, MacAddress destination) implements DatapathAction {}

    record SetIpv4(Ipv4Address source, Ipv4Address destination, int tos, int ttl) implements DatapathAction {}

    /** Changes the ports of a TCP segment or a UDP datagram. */
    record SetPorts(int protocol, int source, int destination) implements DatapathAction {}

    record SetArp(int operation, MacAddress senderMac, Ipv4Address senderIp, MacAddress targetMac, Ipv4Address targetIp)
            implements DatapathAction {}

    /** Says by which class of a queueing discipline the packet is to go. */
    record SetPriority(int priority) implements DatapathAction {}

    /** Has the packet looked at once more: the program knows by the number where its way goes on. */
    record Recirculate(long number) implements DatapathAction {}

    /** Makes a hash of addresses and ports ({@code OVS_ACTION_ATTR_HASH}). */
    record Hash(int basis) implements DatapathAction {}

    /**
     * Does things to a packet that those behind it see nothing of.
     *
     * @param actions what is done to the copy
     */
    record CloneOf(List<DatapathAction> actions) implements DatapathAction {}

    /**
     * Finds the connection of the packet ({@code OVS_ACTION_ATTR_CT}).
     *
     * @param commit whether the connection is kept
     * @param force whether a connection that began the other way round is given up for it
     * @param mark what the bits of the connection's mark under {@code markMask} become
     * @param label what the lower 64 bits of its labels under {@code labelMask} become
     * @param nat how addresses are translated, empty where they are not
     */
    record Track(
            boolean commit,
            boolean force,
            int zone,
            int mark,
            int markMask,
            long label,
            long labelMask,
            Optional<Translate> nat)
            implements DatapathAction {}

    /** Forgets what tracking has found. */
    record Untrack() implements DatapathAction {}

    /**
     * How addresses are translated.
     *
     * @param end which end a new connection is changed at; empty where only what is known of old ones is done
     */
    record Translate(Optional<NatManip> end, NatRange range) {

        /** As the connection says, and nothing new. */
        public static final Translate BACK = new Translate(Optional.empty(), NatRange.NOTHING);
    }
}
