package dev.vethlab.kernel.macvlan;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.StackedDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A device with a MAC address of its own over a device that it shares with others (drivers/net/macvlan.c). */
public final class MacvlanDevice extends StackedDevice {

    /** {@code MACVLAN_FLAG_NOPROMISC}: in passthru mode, the port does not become promiscuous. */
    public static final int NOPROMISC = 1;

    /** {@code MACVLAN_FLAG_NODST}: in source mode, frames for its own address do not reach it. */
    public static final int NODST = 2;

    private static final long BC_QUEUE_LENGTH = 1000;

    private static final long GOLDEN_RATIO = 0x61C8864680B583EBL;
    private static final int HASH_BITS = 8;

    private final Set<MacAddress> sources = new LinkedHashSet<>();
    private @Nullable MacvlanPort port;
    private MacvlanMode mode = MacvlanMode.VEPA;
    private int macvlanFlags;
    private long broadcastQueueLength = BC_QUEUE_LENGTH;

    /** A device that {@link #register} puts into the world. */
    public MacvlanDevice(NetNamespace net, String name) {
        super(net, name);
        initialFlags(DeviceFlags.IFF_BROADCAST | DeviceFlags.IFF_MULTICAST);
    }

    /** What it shares with others. */
    MacvlanPort port() {
        MacvlanPort shared = port;
        if (shared == null) {
            throw new IllegalStateException(this + " is not registered");
        }
        return shared;
    }

    public MacvlanMode mode() {
        return mode;
    }

    /** {@code MACVLAN_FLAG_*}. */
    public int macvlanFlags() {
        return macvlanFlags;
    }

    /** How many frames to many the device asks the port to keep waiting; nothing waits here. */
    public long broadcastQueueLength() {
        return broadcastQueueLength;
    }

    /** What the port goes by: the most that any of its devices asks for. */
    public long usedBroadcastQueueLength() {
        return port().broadcastQueueLength();
    }

    public void setBroadcastQueueLength(long length) {
        broadcastQueueLength = length;
    }

    /** The stations whose frames it hears in source mode. */
    public Set<MacAddress> sources() {
        return sources;
    }

    /** The sources by place in the table of all sources of the device below, the newest first where several share one. */
    public List<MacAddress> sourcesByHash() {
        List<MacAddress> sorted = new ArrayList<>(sources);
        Collections.reverse(sorted);
        sorted.sort(Comparator.comparingInt(MacvlanDevice::hash));
        return sorted;
    }

    /** {@code macvlan_eth_hash}: of the address as a number, the first octet being the lowest. */
    private static int hash(MacAddress address) {
        return (int) (Long.reverseBytes(address.bits()) * GOLDEN_RATIO >>> Long.SIZE - HASH_BITS);
    }

    /** Before it is registered. */
    public void prepare(MacvlanMode initialMode, int flags) {
        mode = initialMode;
        macvlanFlags = flags;
    }

    /**
     * Puts the device over another one ({@code macvlan_common_newlink}).
     *
     * @param index the index wanted, 0 for any
     * @throws KernelException EINVAL, EBUSY, what registering gives
     */
    public void register(NetDevice below, int index) throws KernelException {
        NetDevice shared = below instanceof MacvlanDevice ? ((MacvlanDevice) below).lower() : below;
        MacvlanPort common = MacvlanPort.made(shared);
        try {
            common.admit(this);
            port = common;
            standOn(shared);
            if (mode == MacvlanMode.PASSTHRU) {
                DeviceSettings.initialAddress(this, shared.address());
            }
            followCarrier(shared);
            net().devices().register(this, index);
        } catch (KernelException refusal) {
            common.giveUpIfUnused();
            throw refusal;
        }
        common.add(this);
        followCarrier(shared);
        fireLinkWatch();
    }

    /**
     * Changes its mode and flags ({@code macvlan_changelink}).
     *
     * @throws KernelException EINVAL to or from passthru
     */
    public void change(Optional<MacvlanMode> newMode, Optional<Integer> newFlags) throws KernelException {
        if (newMode.isPresent()) {
            if ((newMode.get() == MacvlanMode.PASSTHRU) != (mode == MacvlanMode.PASSTHRU)) {
                throw new KernelException(Errno.EINVAL);
            }
            if (mode == MacvlanMode.SOURCE && newMode.get() != mode) {
                sources.clear();
            }
        }
        if (newFlags.isPresent()) {
            int flags = newFlags.get();
            if (mode == MacvlanMode.PASSTHRU && ((flags ^ macvlanFlags) & NOPROMISC) != 0) {
                DeviceState.addPromiscuity(lower(), (flags & NOPROMISC) != 0 ? -1 : 1);
            }
            macvlanFlags = flags;
        }
        mode = newMode.orElse(mode);
    }

    @Override
    public String kind() {
        return "macvlan";
    }

    @Override
    protected void opened() throws KernelException {
        if (mode == MacvlanMode.PASSTHRU) {
            if ((macvlanFlags & NOPROMISC) == 0) {
                DeviceState.addPromiscuity(lower(), 1);
            }
        } else {
            if (port().isBusy(address())) {
                throw new KernelException(Errno.EADDRINUSE);
            }
            lower().uppers().addUnicast(address());
            askLower(rxFlags(), 1);
        }
        port().hash(this);
    }

    @Override
    protected void closed() {
        uppers().unsyncFrom(lower());
        if (mode == MacvlanMode.PASSTHRU) {
            if ((macvlanFlags & NOPROMISC) == 0) {
                DeviceState.addPromiscuity(lower(), -1);
            }
        } else {
            askLower(rxFlags(), -1);
            lower().uppers().removeUnicast(address());
        }
        port().unhash(this);
    }

    @Override
    protected void rxFlagsChanged(int changes) {
        // In passthru mode the device below is promiscuous by itself, or is not to be (macvlan_change_rx_flags).
        askLowerForChanges(mode == MacvlanMode.PASSTHRU ? changes & ~DeviceFlags.IFF_PROMISC : changes);
    }

    @Override
    protected void changeMtu(int newMtu) throws KernelException {
        if (newMtu > lower().mtu()) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    @Override
    protected void changeAddress(MacAddress newAddress) throws KernelException {
        if (!newAddress.isValidUnicast()) {
            throw new KernelException(Errno.EADDRNOTAVAIL);
        }
        if (newAddress.equals(address())) {
            return;
        }
        if (mode == MacvlanMode.PASSTHRU) {
            DeviceSettings.address(lower(), newAddress);
        } else {
            if (port().isBusy(newAddress)) {
                throw new KernelException(Errno.EADDRINUSE);
            }
            syncAddress(newAddress);
        }
    }

    /** {@code macvlan_sync_address}. */
    void syncAddress(MacAddress newAddress) throws KernelException {
        if (isUp()) {
            if (mode == MacvlanMode.PASSTHRU ? port().isHashed(newAddress) : port().isBusy(newAddress)) {
                throw new KernelException(Errno.EADDRINUSE);
            }
            if (mode != MacvlanMode.PASSTHRU) {
                lower().uppers().addUnicast(newAddress);
                lower().uppers().removeUnicast(address());
            }
            port().unhash(this);
            DeviceSettings.initialAddress(this, newAddress);
            port().hash(this);
        } else {
            DeviceSettings.initialAddress(this, newAddress);
        }
    }

    @Override
    protected List<NetDevice> part() {
        port().remove(this);
        return List.of(this);
    }

    @Override
    protected void dismantled() {
        port().giveUpIfUnused();
    }

    @Override
    protected void transmit(Skb skb) {
        int length = skb.length();
        port().noteApart(skb, this);
        boolean sent = mode == MacvlanMode.BRIDGE && port().sendWithin(skb, this);
        if (!sent) {
            lower().send(skb);
            skb.dev = this;
        }
        countSent(skb, length);
    }

    /** Counts a frame that it receives ({@code macvlan_count_rx}). */
    void countReceived(Skb skb, boolean toMany) {
        stats().rxPackets++;
        stats().rxBytes += skb.payload.length() + EthernetFrame.HEADER_LENGTH;
        if (toMany) {
            stats().multicast++;
        }
    }
}
