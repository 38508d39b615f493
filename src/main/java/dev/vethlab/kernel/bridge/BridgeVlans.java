package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.wire.EthernetFrame;
import org.jspecify.annotations.Nullable;

/** VLAN filtering of a bridge: which VLANs it and its ports are in, and what is done to tags (net/bridge/br_vlan.c). */
public final class BridgeVlans {

    private static final int LARGEST = 4094;
    private static final int FORWARDED_BY_PROVIDER_BRIDGES = 0xb801;

    private final Bridge bridge;
    private final Runnable learning = this::learnOfVlans;
    private boolean aware;
    private boolean filtering;
    private int protocol = EthernetFrame.TYPE_VLAN;
    private int defaultPvid;
    private int statistics;
    private boolean statisticsPerPort;

    BridgeVlans(Bridge bridge) {
        this.bridge = bridge;
    }

    /** Is in VLANs from now on, or from when the kernel turns out to have any. */
    void register() {
        bridge.machine().build().whenComplete(learning);
    }

    void unregister() {
        bridge.machine().build().forget(learning);
    }

    /** Whether the kernel is one that has VLANs on bridges. */
    public boolean isAware() {
        return aware;
    }

    public boolean isFiltering() {
        return filtering;
    }

    /** The EtherType of the tags that count. */
    public int protocol() {
        return protocol;
    }

    /** The VLAN that new ports are put into, 0 for none. */
    public int defaultPvid() {
        return defaultPvid;
    }

    public int statistics() {
        return statistics;
    }

    public boolean isStatisticsPerPort() {
        return statisticsPerPort;
    }

    /** {@code br_vlan_init}. */
    private void learnOfVlans() {
        aware = true;
        defaultPvid = 1;
        put(null, defaultPvid, true, true);
        for (BridgePort port : bridge.ports()) {
            put(port, defaultPvid, true, true);
        }
    }

    /** Puts a new port into the default VLAN ({@code nbp_vlan_init}). */
    void portAdded(BridgePort port) {
        if (aware && defaultPvid != 0) {
            put(port, defaultPvid, true, true);
        }
    }

    /** {@code br_vlan_filter_toggle}. */
    void setFiltering(boolean on) {
        filtering = on;
        recalculate();
    }

    /** {@code __br_vlan_set_proto}. */
    void setProtocol(int etherType) throws KernelException {
        if (etherType != EthernetFrame.TYPE_VLAN && etherType != EthernetFrame.TYPE_QINQ) {
            throw new KernelException(Errno.EPROTONOSUPPORT);
        }
        protocol = etherType;
        recalculate();
    }

    void setStatistics(int value) throws KernelException {
        if (value < 0 || value > 1) {
            throw new KernelException(Errno.EINVAL);
        }
        statistics = value;
    }

    void setStatisticsPerPort(int value) throws KernelException {
        if (value < 0 || value > 1) {
            throw new KernelException(Errno.EINVAL);
        }
        for (BridgePort port : bridge.ports()) {
            if (!port.vlans().isEmpty()) {
                throw new KernelException(Errno.EBUSY);
            }
        }
        statisticsPerPort = value != 0;
    }

    /** {@code recalculate_group_addr}, {@code br_recalculate_fwd_mask}. */
    private void recalculate() {
        boolean provider = filtering && protocol == EthernetFrame.TYPE_QINQ;
        bridge.setGroupAddressOf(provider);
        bridge.requiredForwardMask = provider
                ? FORWARDED_BY_PROVIDER_BRIDGES & ~(1 << bridge.groupAddress().octet(5))
                : 0;
    }

    /**
     * Puts a port, or the bridge itself where {@code port} is null, into a VLAN ({@code nbp_vlan_add}, {@code br_vlan_add}).
     *
     * @throws KernelException EINVAL
     */
    public void add(@Nullable BridgePort port, int vlan, boolean pvid, boolean untagged) throws KernelException {
        if (vlan < 1 || vlan > LARGEST) {
            throw new KernelException(Errno.EINVAL);
        }
        bridge.machine().build().complete();
        put(port, vlan, pvid, untagged);
    }

    private void put(@Nullable BridgePort port, int vlan, boolean pvid, boolean untagged) {
        VlanGroup group = port == null ? bridge.vlans() : port.vlans();
        if (!group.contains(vlan)) {
            bridge.fdb()
                    .addLocal(
                            port,
                            port == null ? bridge.address() : port.device().address(),
                            vlan);
        }
        group.put(vlan, pvid, untagged);
    }

    /** Takes a port, or the bridge itself where {@code port} is null, out of a VLAN ({@code nbp_vlan_delete}, {@code br_vlan_delete}). */
    public void delete(@Nullable BridgePort port, int vlan) {
        VlanGroup group = port == null ? bridge.vlans() : port.vlans();
        if (!group.contains(vlan)) {
            return;
        }
        bridge.fdb()
                .findDeleteLocal(
                        port, port == null ? bridge.address() : port.device().address(), vlan);
        if (port != null) {
            bridge.fdb().deleteByPort(port, vlan, false);
        }
        group.remove(vlan);
    }

    /** {@code __br_vlan_set_default_pvid}. */
    void setDefaultPvid(int vlan) throws KernelException {
        if (vlan > LARGEST) {
            throw new KernelException(Errno.EINVAL);
        }
        int old = defaultPvid;
        if (vlan == old) {
            return;
        }
        moveDefault(null, old, vlan);
        for (BridgePort port : bridge.ports()) {
            moveDefault(port, old, vlan);
        }
        defaultPvid = vlan;
    }

    private void moveDefault(@Nullable BridgePort port, int old, int vlan) {
        VlanGroup group = port == null ? bridge.vlans() : port.vlans();
        boolean untouched = old == 0 || group.hasAsDefault(old);
        if (!untouched || vlan != 0 && group.contains(vlan)) {
            return;
        }
        if (vlan != 0) {
            put(port, vlan, true, true);
        }
        if (old != 0) {
            delete(port, old);
        }
    }
}
