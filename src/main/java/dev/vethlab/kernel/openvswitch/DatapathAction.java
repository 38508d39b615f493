package dev.vethlab.kernel.openvswitch;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.TunnelInfo;

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
}
