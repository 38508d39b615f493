package dev.vethlab.kernel.device;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One end of a virtual cable: what it sends, its peer receives (drivers/net/veth.c). */
public final class Veth extends NetDevice {

    /** What a frame may be longer than the receiver's MTU and header: room for one VLAN tag. */
    private static final int VLAN_HEADER_LENGTH = 4;

    private static final int SPEED = 10_000;

    private @Nullable Veth peer;

    /** An end without a peer; {@link #tie} makes a pair. */
    public Veth(NetNamespace net, String name) {
        super(net, name);
        flags.own = DeviceFlags.IFF_BROADCAST | DeviceFlags.IFF_MULTICAST;
    }

    /** Makes a pair of two registered ends; neither has carrier before both are up. */
    public static void tie(Veth one, Veth other) {
        one.peer = other;
        other.peer = one;
    }

    /** Takes the carrier away that a new device has; right after it was registered. */
    public void plug() {
        carrierOff();
    }

    @Override
    public String kind() {
        return "veth";
    }

    /** It has a queue for each processor, and traffic control is that of a machine with one. */
    @Override
    public int queuesAtRoot() {
        return 1;
    }

    @Override
    public int speed() {
        return SPEED;
    }

    @Override
    protected boolean takesTags() {
        return true;
    }

    @Override
    public Optional<NetDevice> link() {
        return Optional.ofNullable(peer);
    }

    @Override
    protected void opened() throws KernelException {
        if (peer == null) {
            throw new KernelException(Errno.ENOTCONN);
        }
        if (peer.isUp()) {
            carrierOn();
            peer.carrierOn();
        }
    }

    @Override
    protected void closed() {
        carrierOff();
        if (peer != null) {
            peer.carrierOff();
        }
    }

    @Override
    protected List<NetDevice> part() {
        Veth other = peer;
        if (other == null) {
            return List.of(this);
        }
        peer = null;
        other.peer = null;
        return List.of(this, other);
    }

    @Override
    public int tsoMaxSize() {
        return Offload.MOST_TSO_SIZE;
    }

    @Override
    protected void transmit(Skb skb) {
        Veth receiver = peer;
        if (receiver == null || !receiver.takes(skb)) {
            stats().txDropped++;
            skb.refused = true;
            return;
        }
        int length = skb.length();
        stats().txPackets++;
        stats().txBytes += length;
        receiver.stats().rxPackets++;
        receiver.stats().rxBytes += length;
        Skb received = skb.received(receiver);
        if (receiver.net == net) {
            received.mark = skb.mark;
        }
        net.softnet().enqueue(received);
    }

    /** Whether it is up and the frame is not too long for it ({@code __is_skb_forwardable}). */
    private boolean takes(Skb skb) {
        boolean fits = skb.segmentSize > 0 || skb.length() <= mtu + EthernetFrame.HEADER_LENGTH + VLAN_HEADER_LENGTH;
        if (isUp() && fits) {
            return true;
        }
        stats().rxDropped++;
        String detail = isUp()
                ? "the other end, " + this + ", takes packets of " + mtu + " bytes, and this one has "
                        + skb.payload.length()
                : "the other end, " + this + ", is down";
        Drops.drop(skb, DropReason.NOT_SPECIFIED, "____dev_forward_skb", detail, List.of());
        return false;
    }
}
