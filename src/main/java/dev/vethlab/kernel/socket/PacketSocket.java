package dev.vethlab.kernel.socket;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceListener;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.ProtocolTap;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Payload;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A packet socket for datagrams ({@code socket(PF_PACKET, SOCK_DGRAM)}, net/packet/af_packet.c), bound to a device and a
 * protocol: the kernel writes the link layer header of what it sends, and takes it off what it receives.
 */
public final class PacketSocket implements ProtocolTap {

    private static final int MOST_WAITING = 256;
    private static final int ROOM_FOR_VLAN_TAG = 4;

    /**
     * A packet received.
     *
     * @param type whom the frame was for ({@code sll_pkttype})
     * @param source the station that sent the frame
     */
    public record Received(Payload payload, PacketType type, MacAddress source, long atNs) {}

    private final NetNamespace net;
    private final DeviceListener listener = this::onDevice;
    private final ArrayDeque<Received> received = new ArrayDeque<>();
    private @Nullable NetDevice device;
    private int protocol;
    private boolean hearing;
    private @Nullable Errno pending;

    /** A socket that hears nothing yet. */
    public PacketSocket(NetNamespace net) {
        this.net = net;
        net.addListener(listener);
    }

    /**
     * Begins to hear one protocol on one device ({@code bind(2)}). On a device that is down it succeeds, and the next call
     * fails with ENETDOWN.
     *
     * @throws KernelException ENODEV
     */
    public void bind(int index, int newProtocol) throws KernelException {
        NetDevice found = net.devices().byIndex(index).orElseThrow(() -> new KernelException(Errno.ENODEV));
        device = found;
        protocol = newProtocol;
        if (found.isUp()) {
            hear();
        } else {
            pending = Errno.ENETDOWN;
        }
    }

    /** The address of the device that it is bound to. */
    public Optional<MacAddress> address() {
        return Optional.ofNullable(device).map(NetDevice::address);
    }

    /**
     * Sends a datagram by the bound device ({@code packet_snd}).
     *
     * @throws KernelException ENXIO, ENETDOWN, EMSGSIZE, ENOBUFS
     */
    public void send(MacAddress destination, Payload payload) throws KernelException {
        NetDevice out = device;
        if (out == null) {
            throw new KernelException(Errno.ENXIO);
        }
        if (!out.isUp()) {
            throw new KernelException(Errno.ENETDOWN);
        }
        if (payload.length() > out.mtu() + ROOM_FOR_VLAN_TAG) {
            throw new KernelException(Errno.EMSGSIZE);
        }
        Skb skb = new Skb(out, protocol, payload);
        skb.type = PacketType.OUTGOING;
        skb.socket = this;
        skb.pushHeader(destination, out.address());
        out.send(skb);
        if (skb.refused) {
            throw new KernelException(Errno.ENOBUFS);
        }
    }

    /** Whether a packet or an error waits ({@code POLLIN}, {@code POLLERR}). */
    public boolean isReadable() {
        return !received.isEmpty() || pending != null;
    }

    /**
     * Takes the oldest packet; nothing where none waits.
     *
     * @throws KernelException ENETDOWN once after the device has gone down
     */
    public Optional<Received> receive() throws KernelException {
        Errno error = pending;
        if (error != null) {
            pending = null;
            throw new KernelException(error);
        }
        return Optional.ofNullable(received.poll());
    }

    /** Stops hearing. */
    public void close() {
        deafen();
        device = null;
        received.clear();
        net.removeListener(listener);
    }

    @Override
    public boolean hears(Skb skb) {
        return skb.dev == device && skb.protocol == protocol;
    }

    @Override
    public void receive(Skb skb) {
        EthernetFrame frame = skb.frame;
        if (frame != null && received.size() < MOST_WAITING) {
            received.add(new Received(
                    skb.payload, skb.type, frame.source(), net.machine().nowNs()));
        }
    }

    private void hear() {
        if (!hearing) {
            hearing = true;
            net.addProtocolTap(this);
        }
    }

    private void deafen() {
        if (hearing) {
            hearing = false;
            net.removeProtocolTap(this);
        }
    }

    /** {@code packet_notifier}. */
    private void onDevice(DeviceEvent event, NetDevice about) {
        if (about != device) {
            return;
        }
        switch (event) {
            case UP -> hear();
            case DOWN -> {
                deafen();
                pending = Errno.ENETDOWN;
            }
            case UNREGISTER -> {
                deafen();
                device = null;
            }
            default -> {}
        }
    }
}
