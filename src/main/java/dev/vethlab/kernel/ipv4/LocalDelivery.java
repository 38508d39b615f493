package dev.vethlab.kernel.ipv4;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last steps of a packet for this host: it is put together, shown to raw sockets, and taken by its protocol ({@code ip_local_deliver}). */
final class LocalDelivery {

    private static final int PROTOCOLS = 256;
    private static final int RAW = 255;
    private static final int QUOTED_BEYOND_HEADER = 8;

    private final Reassembly reassembly;
    private final IcmpOutput icmp;
    private final @Nullable TransportHandler[] protocols = new TransportHandler[PROTOCOLS];
    private @Nullable RawDelivery raw;
    private @Nullable TransportHandler pingSockets;

    LocalDelivery(Reassembly reassembly, IcmpOutput icmp) {
        this.reassembly = reassembly;
        this.icmp = icmp;
    }

    void register(int protocol, TransportHandler handler) {
        protocols[protocol] = handler;
    }

    void setRaw(RawDelivery sockets) {
        raw = sockets;
    }

    void setPingSockets(TransportHandler sockets) {
        pingSockets = sockets;
    }

    @Nullable
    TransportHandler pingSockets() {
        return pingSockets;
    }

    /** Takes a fragment; the whole packet, where this was what was missing. */
    @Nullable
    Ipv4Packet reassemble(Skb skb, Ipv4Packet fragment) {
        return reassembly.add(skb, fragment);
    }

    void deliver(Skb skb, Ipv4Packet packet) {
        if (packet.isFragment()) {
            Ipv4Packet whole = reassembly.add(skb, packet);
            if (whole != null) {
                skb.payload = whole;
                localIn(skb, whole);
            }
        } else {
            localIn(skb, packet);
        }
    }

    /** The hook NF_INET_LOCAL_IN. */
    private void localIn(Skb skb, Ipv4Packet packet) {
        HookFunction hook = skb.dev.net().hooks().ipv4(HookPoint.LOCAL_IN);
        if (hook == null) {
            toProtocol(skb, packet);
        } else if (hook.run(skb, skb.dev, null).isAccept()) {
            toProtocol(skb, (Ipv4Packet) skb.payload);
        }
    }

    /** {@code ip_protocol_deliver_rcu}. */
    private void toProtocol(Skb skb, Ipv4Packet packet) {
        boolean taken = raw != null && raw.deliver(skb, packet);
        TransportHandler handler = protocols[packet.protocol()];
        if (handler != null) {
            handler.receive(skb, packet);
        } else if (!taken) {
            icmp.send(skb, packet, IcmpMessage.DESTINATION_UNREACHABLE, IcmpMessage.PROTOCOL_UNREACHABLE, 0);
            Drops.drop(
                    skb,
                    DropReason.IP_NOPROTO,
                    "ip_protocol_deliver_rcu",
                    "nothing here takes IP protocol " + packet.protocol(),
                    List.of());
        }
    }

    /** Shows an ICMP error to those who may have sent the packet that it is about ({@code icmp_socket_deliver}). */
    void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted) {
        if (quoted.payload().length() < QUOTED_BEYOND_HEADER || quoted.protocol() == RAW) {
            return;
        }
        if (raw != null) {
            raw.error(skb, carrier, error, quoted);
        }
        TransportHandler handler = protocols[quoted.protocol()];
        if (handler != null) {
            handler.error(skb, carrier, error, quoted);
        }
    }
}
