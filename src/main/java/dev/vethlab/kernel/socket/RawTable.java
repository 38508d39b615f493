package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.ipv4.RawDelivery;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.List;

/** The raw sockets of a namespace, newest first ({@code raw_v4_hashinfo}). */
final class RawTable implements RawDelivery {

    private final Sockets sockets;
    private final List<RawSocket> open = new ArrayList<>();

    RawTable(Sockets sockets) {
        this.sockets = sockets;
    }

    void add(RawSocket socket) {
        open.add(0, socket);
    }

    void remove(RawSocket socket) {
        open.remove(socket);
    }

    List<SocketInfo> infos() {
        List<SocketInfo> infos = new ArrayList<>();
        open.forEach(socket -> infos.add(socket.datagramInfo()));
        return infos;
    }

    @Override
    public boolean deliver(Skb skb, Ipv4Packet packet) {
        boolean delivered = false;
        for (int i = 0; i < open.size(); i++) {
            RawSocket socket = open.get(i);
            if (socket.protocol == packet.protocol()
                    && socket.matches(packet.source(), packet.destination())
                    && SocketBinding.hears(socket, skb)) {
                delivered = true;
                if (!socket.filters(packet)) {
                    boolean taken = socket.queue(skb, packet);
                    SocketTrace.copied(skb, taken);
                }
            }
        }
        return delivered;
    }

    @Override
    public void error(Skb skb, Ipv4Packet carrier, IcmpMessage error, Ipv4Packet quoted) {
        for (int i = 0; i < open.size(); i++) {
            RawSocket socket = open.get(i);
            if (socket.protocol == quoted.protocol()
                    && socket.matches(quoted.destination(), quoted.source())
                    && SocketBinding.isOn(socket, skb)) {
                sockets.learn(skb, socket, carrier, error, quoted);
                socket.icmpError(
                        carrier, error, quoted, 0, quoted.payload() instanceof Bytes data ? data : Bytes.EMPTY);
            }
        }
    }
}
