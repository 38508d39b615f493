package dev.vethlab.kernel.tunnel;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.ipv4.Ipv4;
import dev.vethlab.kernel.ipv4.TransportHandler;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.GrePacket;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The tunnels that were made in a namespace, and the packets that arrive for them ({@code struct ip_tunnel_net}). */
final class TunnelNet {

    private static final int GRE = 47;

    private final NetNamespace net;
    private final List<TunnelDevice> devices = new ArrayList<>();

    private TunnelNet(NetNamespace net) {
        this.net = net;
        net.atExit(() -> DeviceTable.deleteAll(List.copyOf(devices)));
        Ipv4 ipv4 = net.subsystem(Ipv4.class);
        ipv4.register(Ipv4Packet.IPIP, (TransportHandler) this::receiveIpip);
        ipv4.register(GRE, (TransportHandler) this::receiveGre);
    }

    static TunnelNet of(NetNamespace net) {
        return net.subsystem(TunnelNet.class, TunnelNet::new);
    }

    void add(TunnelDevice device) {
        devices.add(device);
    }

    void remove(TunnelDevice device) {
        devices.remove(device);
    }

    boolean isTaken(TunnelType type, TunnelConfig config, TunnelDevice except) {
        TunnelDevice taker = between(type, config);
        return taker != null && taker != except;
    }

    /** The tunnel that would get the packets of one like this ({@code ip_tunnel_find}). */
    @Nullable
    TunnelDevice between(TunnelType type, TunnelConfig config) {
        for (TunnelDevice device : devices) {
            if (device.type() == type && !device.isExternal() && device.config().clashes(config)) {
                return device;
            }
        }
        return null;
    }

    /** The tunnel that fits best: both ends, then the remote one, then the local one, then any ({@code ip_tunnel_lookup}). */
    private @Nullable TunnelDevice find(boolean frames, boolean gre, Ipv4Packet packet, OptionalInt key) {
        TunnelDevice best = null;
        int bestScore = -1;
        for (int i = 0; i < devices.size(); i++) {
            TunnelDevice device = devices.get(i);
            boolean suits = gre
                    ? device.type() == (frames ? TunnelType.GRETAP : TunnelType.GRE)
                    : device.type() == TunnelType.IPIP;
            int score = suits && device.isUp() ? score(device, packet, key) : -1;
            if (score > bestScore) {
                best = device;
                bestScore = score;
            }
        }
        return best;
    }

    /** One that serves all tunnels takes what no other one does. */
    private static int score(TunnelDevice device, Ipv4Packet packet, OptionalInt key) {
        return device.isExternal() ? 0 : score(device.config(), packet, key);
    }

    private static int score(TunnelConfig config, Ipv4Packet packet, OptionalInt key) {
        if (!config.inKey().equals(key)) {
            return -1;
        }
        if (!fits(config.remote(), packet.source()) || !fits(config.local(), packet.destination())) {
            return -1;
        }
        return 1 + (config.remote().isAny() ? 0 : 2) + (config.local().isAny() ? 0 : 1);
    }

    private static boolean fits(Ipv4Address wanted, Ipv4Address actual) {
        return wanted.isAny() || wanted.equals(actual);
    }

    /** {@code ipip_rcv}. */
    private void receiveIpip(Skb skb, Ipv4Packet packet) {
        TunnelDevice device = find(false, false, packet, OptionalInt.empty());
        Payload inside = packet.payload() instanceof Bytes bytes
                ? EthernetFrame.parsePayload(EthernetFrame.TYPE_IPV4, bytes)
                : packet.payload();
        take(device, skb, packet, EthernetFrame.TYPE_IPV4, inside, OptionalInt.empty());
    }

    /** {@code gre_rcv}, {@code ipgre_rcv}. */
    private void receiveGre(Skb skb, Ipv4Packet packet) {
        Optional<GrePacket> read = packet.payload() instanceof GrePacket gre
                ? Optional.of(gre)
                : packet.payload() instanceof Bytes bytes ? GrePacket.parse(bytes) : Optional.empty();
        if (read.isEmpty()) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "gre_rcv", "it has no valid GRE header", List.of());
            return;
        }
        GrePacket gre = read.get();
        TunnelDevice device = find(gre.type() == GrePacket.TYPE_ETHERNET, true, packet, gre.key());
        if (device != null && device.config().checksum().in() && !gre.checksum()) {
            device.stats().rxErrors++;
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "ip_tunnel_rcv", "it has no checksum", List.of());
            return;
        }
        take(device, skb, packet, gre.type(), gre.payload(), gre.key());
    }

    private void take(
            @Nullable TunnelDevice device, Skb skb, Ipv4Packet packet, int type, Payload inside, OptionalInt key) {
        if (device == null) {
            net.subsystem(Ipv4.class)
                    .sendError(
                            skb,
                            packet,
                            IcmpMessage.DESTINATION_UNREACHABLE,
                            packet.protocol() == GRE ? IcmpMessage.PORT_UNREACHABLE : IcmpMessage.PROTOCOL_UNREACHABLE,
                            0);
            Drops.drop(skb, DropReason.IP_NOPROTO, "tunnel4_rcv", "no tunnel here is for it", List.of());
            return;
        }
        device.arrive(skb, type, inside, device.isExternal() ? tunnelOf(packet, key) : null);
    }

    private static TunnelInfo tunnelOf(Ipv4Packet packet, OptionalInt key) {
        return new TunnelInfo(
                false,
                Integer.toUnsignedLong(key.orElse(0)),
                key.isPresent(),
                packet.source(),
                packet.destination(),
                packet.tos(),
                packet.ttl(),
                packet.dontFragment());
    }
}
