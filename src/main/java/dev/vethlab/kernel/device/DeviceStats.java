package dev.vethlab.kernel.device;

/** The counters of a device ({@code struct rtnl_link_stats64}); bytes include the Ethernet header. */
public final class DeviceStats {
    public long rxPackets;
    public long rxBytes;
    public long rxErrors;
    public long rxDropped;
    public long multicast;
    public long txPackets;
    public long txBytes;
    public long txErrors;
    public long txDropped;
    public long txCarrierErrors;
    public long collisions;
    public long rxNohandler;

    /** Packets for other hosts that IPv4 dropped ({@code rx_otherhost_dropped}). */
    public long rxOtherhostDropped;

    public long carrierUpCount;
    public long carrierDownCount;
}
