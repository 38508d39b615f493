package dev.vethlab.kernel.device;

import dev.vethlab.addr.MacAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is stacked on a device: its master, who takes its frames, who hears of it wherever it is, and the addresses that it
 * receives for others ({@code netdev_adjacent}, {@code dev->rx_handler}, {@code dev->vlan_info}, {@code dev->uc}).
 */
public final class Uppers {

    private final NetDevice device;

    @Nullable
    NetDevice master;

    @Nullable
    RxHandler rxHandler;

    private List<DeviceListener> followers = List.of();
    private @Nullable RxHandler vlans;
    private @Nullable Map<MacAddress, Integer> unicast;
    private @Nullable Map<MacAddress, Integer> multicast;
    private @Nullable Map<MacAddress, Integer> synced;
    private @Nullable Map<MacAddress, Integer> multicastSynced;
    private Set<MacAddress> staticMulticast = Set.of();
    private boolean promiscuous;

    Uppers(NetDevice device) {
        this.device = device;
    }

    /** The device that this one is a port of. */
    public Optional<NetDevice> master() {
        return Optional.ofNullable(master);
    }

    /** Who sees the frames that the device receives before any protocol does ({@code dev->rx_handler}). */
    public Optional<RxHandler> rxHandler() {
        return Optional.ofNullable(rxHandler);
    }

    /** Has somebody see the frames that the device receives, who is not its master ({@code netdev_rx_handler_register}). */
    public void setRxHandler(RxHandler handler) {
        rxHandler = handler;
    }

    /** Takes that back ({@code netdev_rx_handler_unregister}). */
    public void clearRxHandler(RxHandler handler) {
        if (rxHandler == handler) {
            rxHandler = null;
        }
    }

    /** Makes the device a port of a master that sees the frames that it receives ({@code netdev_rx_handler_register}). */
    public void enslave(NetDevice newMaster, RxHandler handler) {
        master = newMaster;
        rxHandler = handler;
    }

    /** Makes it a port of a master that does not see its frames ({@code netdev_master_upper_dev_link}). */
    public void join(NetDevice newMaster) {
        master = newMaster;
        device.net.notifyListeners(DeviceEvent.CHANGE_UPPER, device);
    }

    /**
     * It is no longer a port of a master that does not see its frames ({@code netdev_upper_dev_unlink}); listeners hear of it while
     * the master is still known.
     */
    public void leaveMaster() {
        device.net.notifyListeners(DeviceEvent.CHANGE_UPPER, device);
        master = null;
    }

    /** Sets it free again ({@code netdev_rx_handler_unregister}). */
    public void release() {
        master = null;
        rxHandler = null;
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
        unicast = plus(unicast, address);
        update();
    }

    /** One reason less ({@code dev_uc_del}). */
    public void removeUnicast(MacAddress address) {
        minus(unicast, address);
        update();
    }

    /** One more reason to receive frames for a group ({@code dev_mc_add}). */
    public void addMulticast(MacAddress group) {
        multicast = plus(multicast, group);
        update();
    }

    /** One reason less ({@code dev_mc_del}). */
    public void removeMulticast(MacAddress group) {
        minus(multicast, group);
        update();
    }

    /** Has the device receive for a group because a program wants it, once at most ({@code dev_mc_add_global}). */
    public void addStaticMulticast(MacAddress group) {
        if (!isStaticMulticast(group)) {
            staticMulticast = new HashSet<>(staticMulticast);
            staticMulticast.add(group);
            addMulticast(group);
        }
    }

    /** Takes that back; false where no program wanted it ({@code dev_mc_del_global}). */
    public boolean removeStaticMulticast(MacAddress group) {
        if (!isStaticMulticast(group)) {
            return false;
        }
        staticMulticast = new HashSet<>(staticMulticast);
        staticMulticast.remove(group);
        removeMulticast(group);
        return true;
    }

    /** Whether a program wants the device to receive for a group. */
    public boolean isStaticMulticast(MacAddress group) {
        return staticMulticast.contains(group);
    }

    /** How many want the device to receive for a group. */
    public int multicastUsers(MacAddress group) {
        return multicast == null ? 0 : multicast.getOrDefault(group, 0);
    }

    /** The addresses of stations that it receives for others, first those that were asked for first. */
    public List<MacAddress> unicast() {
        return unicast == null ? List.of() : List.copyOf(unicast.keySet());
    }

    /** The groups that it receives for. */
    public List<MacAddress> multicast() {
        return multicast == null ? List.of() : List.copyOf(multicast.keySet());
    }

    private static Map<MacAddress, Integer> plus(@Nullable Map<MacAddress, Integer> list, MacAddress address) {
        Map<MacAddress, Integer> longer = list == null ? new LinkedHashMap<>() : list;
        longer.merge(address, 1, Integer::sum);
        return longer;
    }

    private static void minus(@Nullable Map<MacAddress, Integer> list, MacAddress address) {
        if (list != null) {
            list.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Has the device below receive what is received here ({@code dev_uc_sync}, {@code dev_mc_sync}). */
    public void syncTo(NetDevice lower) {
        synced = sync(unicast, synced, lower.uppers()::addUnicast, lower.uppers()::removeUnicast);
        multicastSynced =
                sync(multicast, multicastSynced, lower.uppers()::addMulticast, lower.uppers()::removeMulticast);
    }

    /** Takes back what {@link #syncTo} asked of the device below ({@code dev_uc_unsync}, {@code dev_mc_unsync}). */
    public void unsyncFrom(NetDevice lower) {
        synced = sync(null, synced, lower.uppers()::addUnicast, lower.uppers()::removeUnicast);
        multicastSynced = sync(null, multicastSynced, lower.uppers()::addMulticast, lower.uppers()::removeMulticast);
    }

    private static @Nullable Map<MacAddress, Integer> sync(
            @Nullable Map<MacAddress, Integer> wanted,
            @Nullable Map<MacAddress, Integer> done,
            Consumer<MacAddress> add,
            Consumer<MacAddress> remove) {
        if (wanted == null && done == null) {
            return null;
        }
        Map<MacAddress, Integer> next = wanted == null ? Map.of() : new LinkedHashMap<>(wanted);
        Map<MacAddress, Integer> before = done == null ? Map.of() : done;
        for (MacAddress address : next.keySet()) {
            if (!before.containsKey(address)) {
                add.accept(address);
            }
        }
        for (MacAddress address : before.keySet()) {
            if (!next.containsKey(address)) {
                remove.accept(address);
            }
        }
        return next;
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
