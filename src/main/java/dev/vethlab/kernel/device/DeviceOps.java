package dev.vethlab.kernel.device;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;
import java.util.Optional;

/** What a kind of device does, and what it is like ({@code struct net_device_ops}, {@code setup} of a kind). */
abstract class DeviceOps {

    /** What {@code ip -d link} calls the kind ({@code veth}); empty for a device that was not made by a request. */
    public abstract String kind();

    /** Takes a frame from the host and carries it ({@code ndo_start_xmit}). {@code skb.frame} is set. */
    protected abstract void transmit(Skb skb);

    /**
     * It is being set up ({@code ndo_open}).
     *
     * @throws KernelException where it cannot
     */
    protected void opened() throws KernelException {}

    /** It was set down ({@code ndo_stop}). */
    protected void closed() {}

    /** The last that it hears before it is gone for good ({@code ndo_uninit}). */
    protected void dismantled() {}

    /**
     * Whether it takes another MTU, within its limits ({@code ndo_change_mtu}).
     *
     * @throws KernelException where it does not
     */
    protected void changeMtu(int newMtu) throws KernelException {}

    /**
     * Takes another address ({@code ndo_set_mac_address}).
     *
     * @throws KernelException EADDRNOTAVAIL for the address of nobody or of a group
     */
    protected abstract void changeAddress(MacAddress newAddress) throws KernelException;

    /**
     * Is told whether to have carrier ({@code ndo_change_carrier}).
     *
     * @throws KernelException EOPNOTSUPP where it has a carrier of its own
     */
    protected void changeCarrier(boolean present) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP);
    }

    /** Promiscuity or all-multicast was switched, as the mask says ({@code ndo_change_rx_flags}). */
    protected void rxFlagsChanged(int changes) {}

    /** The addresses that it is to receive have changed ({@code ndo_set_rx_mode}). */
    protected void rxModeChanged() {}

    /** Whether it receives single further addresses; another device becomes promiscuous for them ({@code IFF_UNICAST_FLT}). */
    protected boolean filtersUnicast() {
        return false;
    }

    /** Whether it carries a tag beside the frame; other devices get it inside ({@code NETIF_F_HW_VLAN_CTAG_TX}). */
    protected boolean takesTags() {
        return false;
    }

    /** Whether packets wait nowhere before it sends them, as long as nobody asks for it ({@code IFF_NO_QUEUE}). */
    public boolean isQueueless() {
        return true;
    }

    /** Whether its frames have an Ethernet header; other devices carry packets as they are. */
    public boolean hasEthernetHeader() {
        return true;
    }

    /** Whether a request may delete it ({@code rtnl_link_ops}). */
    public boolean isDeletable() {
        return !kind().isEmpty();
    }

    /** The device at the other end or below, where there is one: what {@code @name} shows. */
    public Optional<NetDevice> link() {
        return Optional.empty();
    }

    /** The device's hardware type as iproute2 names it. */
    public String linkType() {
        return "ether";
    }

    /** The largest packet that segmentation may be left to it for ({@code tso_max_size}). */
    public int tsoMaxSize() {
        return Offload.LEGACY_SIZE;
    }

    /** How fast the link is, in Mb/s, as {@code ethtool} has it; 0 where nobody knows ({@code get_link_ksettings}). */
    public int speed() {
        return 0;
    }

    /** The address that it was made with, where that is kept apart ({@code perm_addr}). */
    public Optional<MacAddress> permanentAddress() {
        return Optional.empty();
    }

    /** Whether it may not change its namespace ({@code netns_immutable}). */
    public boolean isNamespaceImmutable() {
        return false;
    }

    public int minMtu() {
        return 68;
    }

    public int maxMtu() {
        return 65535;
    }

    /**
     * Takes a device as a port ({@code ndo_add_slave}).
     *
     * @throws KernelException EOPNOTSUPP where it is no master
     */
    public void addPort(NetDevice port) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP);
    }

    /**
     * Gives a port back ({@code ndo_del_slave}).
     *
     * @throws KernelException EOPNOTSUPP where it does not let its ports go by request
     */
    public void removePort(NetDevice port) throws KernelException {}

    /** The devices that go with this one when it is deleted ({@code dellink}), itself first; they part here. */
    protected abstract List<NetDevice> part();
}
