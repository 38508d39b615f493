package dev.vethlab.kernel.bond;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import dev.vethlab.wire.UdpDatagram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which slave a packet takes in the modes that use them all ({@code bond_xmit_roundrobin}, {@code bond_3ad_xor_xmit}). */
final class BondBalance {

    private final BondDevice bond;
    private int sent;

    BondBalance(BondDevice bond) {
        this.bond = bond;
    }

    /** The slave to send by, null where none can send. */
    @Nullable
    BondSlave choose(Skb skb) {
        List<BondSlave> slaves = bond.slaves();
        if (slaves.isEmpty()) {
            return null;
        }
        return bond.config().mode == BondMode.BALANCE_RR ? inTurn(slaves) : byHash(slaves, skb);
    }

    private @Nullable BondSlave inTurn(List<BondSlave> slaves) {
        int perSlave = bond.config().packetsPerSlave;
        int turn;
        if (perSlave == 0) {
            turn = bond.machine().random().nextInt() & 0x7fffffff;
        } else {
            sent++;
            turn = Integer.divideUnsigned(sent, perSlave) & 0x7fffffff;
        }
        int first = turn % slaves.size();
        for (int i = 0; i < slaves.size(); i++) {
            BondSlave slave = slaves.get((first + i) % slaves.size());
            if (slave.canSend()) {
                return slave;
            }
        }
        return null;
    }

    private @Nullable BondSlave byHash(List<BondSlave> slaves, Skb skb) {
        int usable = 0;
        for (int i = 0; i < slaves.size(); i++) {
            usable += slaves.get(i).canSend() ? 1 : 0;
        }
        EthernetFrame frame = skb.frame;
        if (usable == 0 || frame == null) {
            return null;
        }
        int wanted = Integer.remainderUnsigned(hash(frame), usable);
        for (int i = 0; i < slaves.size(); i++) {
            if (slaves.get(i).canSend() && wanted-- == 0) {
                return slaves.get(i);
            }
        }
        return null;
    }

    /** {@code bond_xmit_hash}. */
    private int hash(EthernetFrame frame) {
        int ethernet = (int) (frame.destination().bits() ^ frame.source().bits()) & 0xff ^ frame.type();
        BondConfig.HashPolicy policy = bond.config().hashPolicy;
        if (policy == BondConfig.HashPolicy.LAYER2 || !(frame.payload() instanceof Ipv4Packet packet)) {
            return ethernet;
        }
        int hash = policy == BondConfig.HashPolicy.LAYER23 ? ethernet : ports(packet);
        hash ^= packet.source().bits() ^ packet.destination().bits();
        hash ^= hash >>> 16;
        hash ^= hash >>> 8;
        return policy == BondConfig.HashPolicy.LAYER34 ? hash >>> 1 : hash;
    }

    private static int ports(Ipv4Packet packet) {
        if (packet.payload() instanceof UdpDatagram udp) {
            return udp.sourcePort() << 16 | udp.destinationPort();
        }
        if (packet.payload() instanceof TcpSegment tcp) {
            return tcp.sourcePort() << 16 | tcp.destinationPort();
        }
        return 0;
    }

    /** {@code bond_xmit_broadcast}. */
    void sendByAll(Skb skb) {
        List<BondSlave> slaves = bond.slaves();
        BondSlave last = null;
        for (int i = 0; i < slaves.size(); i++) {
            BondSlave slave = slaves.get(i);
            if (slave.device().isOperational() && slave.link() == BondSlave.Link.UP) {
                if (last != null) {
                    last.device().send(skb.copy());
                }
                last = slave;
            }
        }
        if (last == null) {
            bond.dropUnsent(skb);
        } else {
            last.device().send(skb);
            skb.dev = bond;
        }
    }
}
