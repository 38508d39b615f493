package dev.vethlab.kernel.bridge;

import dev.vethlab.addr.MacAddress;

/**
 * By what bridges are told apart and ranked: priority first, address second; the lower one is better ({@code bridge_id}).
 *
 * @param priority 0 to 65535
 */
public record BridgeId(int priority, MacAddress address) implements Comparable<BridgeId> {

    @Override
    public int compareTo(BridgeId other) {
        int byPriority = Integer.compare(priority, other.priority);
        return byPriority != 0 ? byPriority : address.compareTo(other.address);
    }
}
