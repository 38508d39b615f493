package dev.vethlab.kernel.ipv4;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;

/**
 * IGMP as a host hears it (net/ipv4/igmp.c). The only group that a host here is in is 224.0.0.1, which is never reported
 * (RFC 3376 section 5), so that there is nothing to answer.
 */
final class IgmpInput implements TransportHandler {

    @Override
    public void receive(Skb skb, Ipv4Packet packet) {
        Drops.ignore(skb, "igmp_rcv", "this host is in no group that it would report", List.of());
    }
}
