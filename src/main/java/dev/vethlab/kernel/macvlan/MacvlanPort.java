package dev.vethlab.kernel.macvlan;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.SharedDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Workers;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The devices that share one device, which goes to one of them, or to several, with each frame ({@code struct macvlan_port}). */
final class MacvlanPort extends SharedDevice<MacvlanDevice> {

    private static final Set<MacvlanMode> FROM_OUTSIDE =
            EnumSet.of(MacvlanMode.PRIVATE, MacvlanMode.VEPA, MacvlanMode.PASSTHRU, MacvlanMode.BRIDGE);
    private static final Set<MacvlanMode> FROM_VEPA = EnumSet.of(MacvlanMode.VEPA, MacvlanMode.BRIDGE);

    /** Those that are up, and so found by their address. */
    private final List<MacvlanDevice> hashed = new ArrayList<>();

    private MacvlanPort(NetDevice lower) {
        super(lower);
    }

    /** The port of a device, made now if it has none ({@code macvlan_port_create}). */
    static MacvlanPort made(NetDevice lower) throws KernelException {
        return of(lower, MacvlanPort.class, MacvlanPort::new);
    }

    /** Whether another device may join: none where one has the port to itself, and none of that kind beside others. */
    void admit(MacvlanDevice device) throws KernelException {
        boolean taken = !devices.isEmpty() && devices.get(0).mode() == MacvlanMode.PASSTHRU;
        if (taken || device.mode() == MacvlanMode.PASSTHRU && !devices.isEmpty()) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    void hash(MacvlanDevice device) {
        hashed.add(0, device);
    }

    void unhash(MacvlanDevice device) {
        hashed.remove(device);
    }

    boolean isHashed(MacAddress address) {
        return find(address) != null;
    }

    /** {@code macvlan_addr_busy}. */
    boolean isBusy(MacAddress address) {
        return lower.address().equals(address) || isHashed(address);
    }

    long broadcastQueueLength() {
        long most = 0;
        for (MacvlanDevice device : devices) {
            most = Math.max(most, device.broadcastQueueLength());
        }
        return most;
    }

    private @Nullable MacvlanDevice find(MacAddress address) {
        for (int i = 0; i < hashed.size(); i++) {
            if (hashed.get(i).address().equals(address)) {
                return hashed.get(i);
            }
        }
        return null;
    }

    /** {@code macvlan_handle_frame}. */
    @Override
    public Result handle(Skb skb) {
        EthernetFrame frame = skb.frame;
        if (frame == null || skb.type == PacketType.LOOPBACK) {
            return Result.PASS;
        }
        if (forwardToSources(skb, frame)) {
            return Result.CONSUMED;
        }
        if (frame.destination().isMulticast()) {
            return receiveForMany(skb, frame);
        }
        MacvlanDevice device = devices.size() == 1 && devices.get(0).mode() == MacvlanMode.PASSTHRU
                ? devices.get(0)
                : find(frame.destination());
        if (device == null || device.mode() == MacvlanMode.SOURCE) {
            return Result.PASS;
        }
        if (!device.isUp()) {
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "macvlan_handle_frame", device.name() + " is down", List.of());
            return Result.CONSUMED;
        }
        device.countReceived(skb, false);
        skb.dev = device;
        skb.type = PacketType.HOST;
        return Result.ANOTHER;
    }

    private Result receiveForMany(Skb skb, EthernetFrame frame) {
        MacvlanDevice sender = find(frame.source());
        if (sender == null) {
            broadcastLater(skb, frame, null, FROM_OUTSIDE);
            return Result.PASS;
        }
        if (sender.mode() == MacvlanMode.VEPA) {
            broadcastLater(skb, frame, sender, FROM_VEPA);
            return Result.PASS;
        }
        if (sender.mode() == MacvlanMode.BRIDGE) {
            broadcastLater(skb, frame, sender, EnumSet.of(MacvlanMode.VEPA));
            return Result.PASS;
        }
        deliver(skb, frame, sender, false);
        return Result.CONSUMED;
    }

    /** What came for many waits for a worker ({@code macvlan_broadcast_enqueue}). */
    private void broadcastLater(Skb skb, EthernetFrame frame, @Nullable MacvlanDevice sender, Set<MacvlanMode> modes) {
        Skb waiting = skb.copy();
        Workers.queue(lower.machine(), () -> broadcast(waiting, frame, sender, modes, false));
    }

    /** {@code macvlan_broadcast}. */
    private void broadcast(
            Skb skb, EthernetFrame frame, @Nullable MacvlanDevice sender, Set<MacvlanMode> modes, boolean local) {
        for (MacvlanDevice device : List.copyOf(hashed)) {
            if (device != sender && modes.contains(device.mode()) && device.isUp()) {
                deliver(skb, frame, device, local);
            }
        }
    }

    /** {@code macvlan_broadcast_one}. */
    private void deliver(Skb skb, EthernetFrame frame, MacvlanDevice device, boolean local) {
        Skb copy;
        if (local) {
            copy = skb.received(device);
        } else {
            copy = skb.copy();
            copy.dev = device;
            copy.type = frame.destination().equals(device.broadcast()) ? PacketType.BROADCAST : PacketType.MULTICAST;
        }
        device.countReceived(copy, true);
        if (local) {
            // What is being sent still has its header, which is counted as if it had none.
            device.stats().rxBytes += EthernetFrame.HEADER_LENGTH;
        }
        lower.net().softnet().enqueue(copy);
    }

    /** Whether nobody else is to have the frame ({@code macvlan_forward_source}). */
    private boolean forwardToSources(Skb skb, EthernetFrame frame) {
        boolean consumed = false;
        for (int i = 0; i < devices.size(); i++) {
            MacvlanDevice device = devices.get(i);
            if (device.mode() == MacvlanMode.SOURCE
                    && device.isUp()
                    && device.sources().contains(frame.source())) {
                consumed |= (device.macvlanFlags() & MacvlanDevice.NODST) != 0;
                Skb copy = skb.copy();
                copy.dev = device;
                if (frame.destination().equals(device.address())) {
                    copy.type = PacketType.HOST;
                }
                device.countReceived(copy, false);
                lower.net().softnet().enqueue(copy);
            }
        }
        return consumed;
    }

    /** Notes which devices a frame could be for that do not get it. */
    void noteApart(Skb skb, MacvlanDevice sender) {
        EthernetFrame frame = skb.frame;
        if (frame != null) {
            KeptApart.note(skb, frame, sender, devices);
        }
    }

    /**
     * Hands a frame from one device to the others, where that can be done without the wire ({@code macvlan_queue_xmit}).
     *
     * @return whether it need not go out
     */
    boolean sendWithin(Skb skb, MacvlanDevice sender) {
        EthernetFrame frame = skb.frame;
        if (frame == null) {
            return false;
        }
        if (frame.destination().isMulticast()) {
            broadcast(skb, frame, sender, EnumSet.of(MacvlanMode.BRIDGE), true);
            return false;
        }
        MacvlanDevice destination = find(frame.destination());
        if (destination == null || destination.mode() != MacvlanMode.BRIDGE) {
            return false;
        }
        lower.forward(skb);
        return true;
    }

    @Override
    protected void followAddress() {
        if (devices.isEmpty() || devices.get(0).mode() != MacvlanMode.PASSTHRU) {
            return;
        }
        try {
            devices.get(0).syncAddress(lower.address());
        } catch (KernelException refused) {
            throw new IllegalStateException("a port to itself has no other addresses", refused);
        }
    }

    @Override
    protected void followMtu(MacvlanDevice device) {
        if (device.mtu() > lower.mtu()) {
            copyMtu(device);
        }
    }
}
