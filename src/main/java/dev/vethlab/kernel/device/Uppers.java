package dev.vethlab.kernel.device;

import dev.vethlab.addr.MacAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is stacked on a device: who hears of it wherever it is, who takes its tagged frames, and the addresses that it
 * receives for others ({@code netdev_adjacent}, {@code dev->vlan_info}, {@code dev->uc}).
 */
public final class Uppers {

    private final NetDevice device;
    private List<DeviceListener> followers = List.of();
    private @Nullable RxHandler vlans;
    private @Nullable Map<MacAddress, Integer> unicast;
    private @Nullable Map<MacAddress, Integer> synced;
    private boolean promiscuous;

    Uppers(NetDevice device) {
        this.device = device;
    }

    /** Has somebody hear of what becomes of the device, after the listeners of its namespace. */
    public void follow(DeviceListener follower) {
        followers = new ArrayList<>(followers);
        followers.add(follower);
    }

    public void unfollow(DeviceListener follower) {
        followers = new ArrayList<>(followers);
        followers.remove(follower);
    }

    void tell(DeviceEvent event) {
        for (DeviceListener follower : followers) {
            follower.on(event, device);
        }
    }

    /** Who takes the frames that arrive with a tag, null where nobody does ({@code vlan_do_receive}). */
    public @Nullable RxHandler vlans() {
        return vlans;
    }

    public void setVlans(@Nullable RxHandler handler) {
        vlans = handler;
    }

    /** One more reason to receive frames for an address ({@code dev_uc_add}). */
    public void addUnicast(MacAddress address) {
        if (unicast == null) {
            unicast = new LinkedHashMap<>();
        }
        unicast.merge(address, 1, Integer::sum);
        update();
    }

    /** One reason less ({@code dev_uc_del}). */
    public void removeUnicast(MacAddress address) {
        if (unicast != null) {
            unicast.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
            update();
        }
    }

    /** Whether frames for an address are received for others. */
    public boolean receives(MacAddress address) {
        return unicast != null && unicast.containsKey(address);
    }

    /** The addresses that it receives for others. */
    public List<MacAddress> unicast() {
        return unicast == null ? List.of() : List.copyOf(unicast.keySet());
    }

    /** Has the device below receive what is received here ({@code dev_uc_sync}). */
    public void syncTo(NetDevice lower) {
        Map<MacAddress, Integer> wanted = unicast;
        Map<MacAddress, Integer> done = synced;
        if (wanted == null && done == null) {
            return;
        }
        Map<MacAddress, Integer> next = wanted == null ? Map.of() : new LinkedHashMap<>(wanted);
        synced = next;
        for (MacAddress address : next.keySet()) {
            if (done == null || !done.containsKey(address)) {
                lower.uppers().addUnicast(address);
            }
        }
        if (done != null) {
            for (MacAddress address : done.keySet()) {
                if (!next.containsKey(address)) {
                    lower.uppers().removeUnicast(address);
                }
            }
        }
    }

    /** Takes back what {@link #syncTo} asked of the device below ({@code dev_uc_unsync}). */
    public void unsyncFrom(NetDevice lower) {
        Map<MacAddress, Integer> done = synced;
        synced = null;
        if (done != null) {
            for (MacAddress address : done.keySet()) {
                lower.uppers().removeUnicast(address);
            }
        }
    }

    /** {@code __dev_set_rx_mode}. */
    void update() {
        if (!device.isUp()) {
            return;
        }
        boolean needed = unicast != null && !unicast.isEmpty() && !device.filtersUnicast();
        if (needed != promiscuous) {
            promiscuous = needed;
            DeviceState.addPromiscuity(device, needed ? 1 : -1);
        }
        device.rxModeChanged();
    }
}
