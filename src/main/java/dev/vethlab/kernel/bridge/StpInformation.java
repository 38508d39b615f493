package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.machine.Jiffies;

/** What a bridge knows of the spanning tree, and the times that it goes by, in ticks; those of its own count while it is the root. */
abstract class StpInformation {

    BridgeId bridgeId = new BridgeId(0x8000, MacAddress.ZERO);
    BridgeId designatedRoot = bridgeId;
    int rootPathCost;
    int rootPort;
    int maxAge = 20 * Jiffies.HZ;
    int helloTime = 2 * Jiffies.HZ;
    int forwardDelay = 15 * Jiffies.HZ;
    int bridgeMaxAge = maxAge;
    int bridgeHelloTime = helloTime;
    int bridgeForwardDelay = forwardDelay;
    boolean topologyChange;
    boolean topologyChangeDetected;

    public BridgeId bridgeId() {
        return bridgeId;
    }

    public BridgeId designatedRoot() {
        return designatedRoot;
    }

    public int rootPathCost() {
        return rootPathCost;
    }

    /** The number of the port that leads to the root, 0 for none. */
    public int rootPort() {
        return rootPort;
    }

    public int maxAge() {
        return maxAge;
    }

    public int helloTime() {
        return helloTime;
    }

    public int forwardDelay() {
        return forwardDelay;
    }

    public int bridgeMaxAge() {
        return bridgeMaxAge;
    }

    public int bridgeHelloTime() {
        return bridgeHelloTime;
    }

    public int bridgeForwardDelay() {
        return bridgeForwardDelay;
    }

    public boolean isTopologyChange() {
        return topologyChange;
    }

    public boolean isTopologyChangeDetected() {
        return topologyChangeDetected;
    }

    boolean isRoot() {
        return bridgeId.equals(designatedRoot);
    }
}
