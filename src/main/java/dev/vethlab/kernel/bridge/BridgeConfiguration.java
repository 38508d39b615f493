package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.machine.Jiffies;

/** What is set of a bridge as a switch: the group that it speaks to others by, what it forwards, how long it remembers. */
abstract class BridgeConfiguration extends NetDevice {

    private static final MacAddress GROUP_ADDRESS = new MacAddress(0x0180_c200_0000L);
    private static final MacAddress PROVIDER_GROUP_ADDRESS = new MacAddress(0x0180_c200_0008L);
    private MacAddress groupAddress = GROUP_ADDRESS;
    private boolean groupAddressSet;
    private boolean deafToLinkLocalSources;
    private int groupForwardMask;
    int requiredForwardMask;

    /** How long addresses are kept at present, and otherwise, in ticks. */
    long ageingTime = 300L * Jiffies.HZ;

    long bridgeAgeingTime = ageingTime;

    BridgeConfiguration(NetNamespace net, String name) {
        super(net, name);
    }

    public MacAddress groupAddress() {
        return groupAddress;
    }

    /** Which link-local groups are forwarded, a bit for each last octet. */
    public int groupForwardMask() {
        return groupForwardMask;
    }

    /** How long addresses are kept, in ticks. */
    public long ageingTime() {
        return ageingTime;
    }

    /** Whether the sources of frames to link-local groups are not learned. */
    public boolean isDeafToLinkLocalSources() {
        return deafToLinkLocalSources;
    }

    void setGroupForwardMask(int mask) {
        groupForwardMask = mask;
    }

    void setDeafToLinkLocalSources(boolean deaf) {
        deafToLinkLocalSources = deaf;
    }

    void setGroupAddress(MacAddress address) {
        groupAddress = address;
        groupAddressSet = true;
    }

    /** {@code recalculate_group_addr}. */
    void setGroupAddressOf(boolean provider) {
        if (!groupAddressSet) {
            groupAddress = provider ? PROVIDER_GROUP_ADDRESS : GROUP_ADDRESS;
        }
    }
}
