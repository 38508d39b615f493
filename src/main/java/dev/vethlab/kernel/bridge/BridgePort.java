package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceListener;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.OperState;
import org.jspecify.annotations.Nullable;

/** A port of a bridge ({@code struct net_bridge_port}): the device, its flags, its VLANs and what the spanning tree keeps of it. */
public final class BridgePort {

    static final int DEFAULT_PRIORITY = 32;
    static final int NUMBER_BITS = 10;

    private final Bridge bridge;
    private final NetDevice device;
    private final int number;
    private final VlanGroup vlans = new VlanGroup();
    final DeviceListener follower;
    private int flags =
            PortFlag.LEARNING.bit() | PortFlag.FLOOD.bit() | PortFlag.MCAST_FLOOD.bit() | PortFlag.BCAST_FLOOD.bit();
    PortState state = PortState.DISABLED;
    int priority = DEFAULT_PRIORITY;
    int pathCost;
    int portId;
    BridgeId designatedRoot;
    BridgeId designatedBridge;
    int designatedCost;
    int designatedPort;
    long designatedAge;
    boolean topologyChangeAck;
    boolean configPending;
    final StpTimer messageAge;
    final StpTimer forwardDelay;
    final StpTimer hold;
    int groupForwardMask;
    int multicastRouter = 1;

    @Nullable
    BridgePort backup;

    BridgePort(Bridge bridge, NetDevice device, int number) {
        this.bridge = bridge;
        this.device = device;
        this.number = number;
        Stp stp = bridge.stp();
        this.designatedRoot = stp.bridgeId;
        this.designatedBridge = stp.bridgeId;
        this.messageAge = new StpTimer(bridge.machine(), () -> stp.messageAgeExpired(this));
        this.forwardDelay = new StpTimer(bridge.machine(), () -> stp.forwardDelayExpired(this));
        this.hold = new StpTimer(bridge.machine(), () -> stp.holdExpired(this));
        this.follower = (event, followed) -> bridge.membership().on(this, event);
        this.pathCost = cost(device.speed());
    }

    /** The port that a device is, null where it is none ({@code br_port_get_rcu}). */
    public static @Nullable BridgePort of(NetDevice device) {
        return device.master().orElse(null) instanceof Bridge bridge ? bridge.portOf(device) : null;
    }

    /** What sending by a port costs, by its speed in Mb/s ({@code port_cost}). */
    private static int cost(int speed) {
        return switch (speed) {
            case 10_000 -> 2;
            case 5_000 -> 3;
            case 2_500 -> 4;
            case 1_000 -> 5;
            case 100 -> 19;
            case 10 -> 100;
            default -> speed > 10_000 ? 1 : 100;
        };
    }

    public Bridge bridge() {
        return bridge;
    }

    public NetDevice device() {
        return device;
    }

    /** Its number in the bridge, from 1. */
    public int number() {
        return number;
    }

    public VlanGroup vlans() {
        return vlans;
    }

    public PortState state() {
        return state;
    }

    public boolean has(PortFlag flag) {
        return (flags & flag.bit()) != 0;
    }

    void set(PortFlag flag, boolean on) {
        flags = on ? flags | flag.bit() : flags & ~flag.bit();
    }

    /** The spanning tree's priority of the port, 0 to 63. */
    public int priority() {
        return priority;
    }

    public int pathCost() {
        return pathCost;
    }

    /** Priority and number in 16 bits. */
    public int portId() {
        return portId;
    }

    public BridgeId designatedRoot() {
        return designatedRoot;
    }

    public BridgeId designatedBridge() {
        return designatedBridge;
    }

    public int designatedCost() {
        return designatedCost;
    }

    public int designatedPort() {
        return designatedPort;
    }

    public boolean isTopologyChangeAck() {
        return topologyChangeAck;
    }

    public boolean isConfigPending() {
        return configPending;
    }

    public StpTimer messageAge() {
        return messageAge;
    }

    public StpTimer forwardDelay() {
        return forwardDelay;
    }

    public StpTimer hold() {
        return hold;
    }

    /** Which link-local groups are forwarded from here, a bit for each last octet. */
    public int groupForwardMask() {
        return groupForwardMask;
    }

    /** 0: never a multicast router's port, 1: where one is heard, 2: always. */
    public int multicastRouter() {
        return multicastRouter;
    }

    public @Nullable BridgePort backup() {
        return backup;
    }

    MacAddress address() {
        return device.address();
    }

    /** Whether its device is up and could work ({@code netif_running && netif_oper_up}). */
    boolean isOperational() {
        return device.isUp() && (device.operState() == OperState.UP || device.operState() == OperState.UNKNOWN);
    }

    /** Whether it leads away from the root for its segment ({@code br_is_designated_port}). */
    boolean isDesignated() {
        return designatedBridge.equals(bridge.stp().bridgeId) && designatedPort == portId;
    }

    int makePortId() {
        return number & (1 << NUMBER_BITS) - 1 | priority << NUMBER_BITS;
    }

    @Override
    public String toString() {
        return device.toString();
    }
}
