package dev.vethlab.kernel.openvswitch;

import dev.vethlab.kernel.device.Skb;
import java.util.List;

/** The program that knows what is to be done with packets, and is told of ports that vanish ({@code OVS_PACKET_CMD_MISS}). */
public interface Upcall {

    /**
     * What is to be done with a packet that came by a port, or goes on its way; nothing where it is to be dropped.
     *
     * @param key what the datapath knows of it beside its headers
     */
    List<DatapathAction> miss(Vport port, Skb skb, PacketKey key);

    /** The device of a port has gone, and the port with it ({@code OVS_VPORT_CMD_DEL}). */
    void gone(Vport port);
}
