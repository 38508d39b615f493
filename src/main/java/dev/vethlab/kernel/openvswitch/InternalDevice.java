package dev.vethlab.kernel.openvswitch;

import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.trace.DropReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device of the host that is plugged into the datapath (net/openvswitch/vport-internal_dev.c). */
public final class InternalDevice extends NetDevice {

    private final Datapath datapath;
    private @Nullable Vport port;

    InternalDevice(NetNamespace net, String name, Datapath datapath) {
        super(net, name);
        this.datapath = datapath;
        initialFlags(DeviceFlags.IFF_BROADCAST | DeviceFlags.IFF_MULTICAST);
        DeviceSettings.randomAddress(this);
    }

    void plug(Vport vport) {
        port = vport;
    }

    void unplug() {
        port = null;
    }

    @Override
    public String kind() {
        return "openvswitch";
    }

    /** No request makes or deletes one: programs of Open vSwitch do. */
    @Override
    public boolean isDeletable() {
        return false;
    }

    /** The datapath's own port stays where the datapath is. */
    @Override
    public boolean isNamespaceImmutable() {
        return port != null && port.number() == Datapath.LOCAL;
    }

    @Override
    protected boolean takesTags() {
        return true;
    }

    /** Ports are given and taken by the datapath alone. */
    @Override
    public void removePort(NetDevice device) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP);
    }

    @Override
    protected List<NetDevice> part() {
        Vport plugged = port;
        if (plugged != null) {
            datapath.vanished(plugged);
        }
        return List.of(this);
    }

    /** {@code internal_dev_xmit}. */
    @Override
    protected void transmit(Skb skb) {
        Vport plugged = port;
        if (plugged == null) {
            stats().txDropped++;
            return;
        }
        stats().txPackets++;
        stats().txBytes += skb.length();
        datapath.receive(plugged, skb);
    }

    /** Takes a frame that the datapath has for the host ({@code internal_dev_recv}). */
    void take(Skb skb) {
        if (!isUp()) {
            stats().rxDropped++;
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "internal_dev_recv", name() + " is down", List.of());
            return;
        }
        Skb received = skb.received(this);
        stats().rxPackets++;
        stats().rxBytes += received.length();
        net().softnet().enqueue(received);
    }
}
