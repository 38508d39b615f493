package dev.vethlab.kernel.device;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The devices of a namespace by index and by name: how they come, are renamed and go (net/core/dev.c). */
public final class DeviceTable {

    /** Names that clash with {@code net.ipv4.conf.all} and {@code default}: the protocols refuse such a device. */
    private static final Set<String> NOT_FOR_SETTINGS = Set.of("all", "default");

    private final NetNamespace net;
    private final TreeMap<Integer, NetDevice> byIndex = new TreeMap<>();
    private final Set<NetDevice> listed = new LinkedHashSet<>();
    private final Map<String, NetDevice> byName = new HashMap<>();
    private int lastIndex;

    DeviceTable(NetNamespace net) {
        this.net = net;
    }

    /** All devices, by rising index. */
    public Collection<NetDevice> all() {
        return Collections.unmodifiableCollection(byIndex.values());
    }

    /**
     * All devices, in the order in which they came into the namespace ({@code for_each_netdev}): a device that was given its
     * index, or that came from another namespace, need not stand where its index would put it.
     */
    public Collection<NetDevice> listed() {
        return Collections.unmodifiableCollection(listed);
    }

    public Optional<NetDevice> byIndex(int index) {
        return Optional.ofNullable(byIndex.get(index));
    }

    /** By name or by alternative name. */
    public Optional<NetDevice> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The loopback device. */
    public NetDevice loopback() {
        NetDevice loopback = byIndex.get(1);
        if (loopback == null) {
            throw new IllegalStateException(net.label() + " has no loopback device");
        }
        return loopback;
    }

    /**
     * Adds a device; its name may be a pattern as {@code veth%d} ({@code register_netdevice}).
     *
     * @param requestedIndex 0 for the next one
     * @throws KernelException EINVAL for a bad name, EEXIST for a name that is taken, EBUSY for an index that is taken, ENFILE
     */
    public void register(NetDevice device, int requestedIndex) throws KernelException {
        device.name = validName(device.name);
        device.index = reserveIndex(requestedIndex);
        refuseNameOfSettings(device.name);
        enter(device);
        if (!device.carrier || device.dormantMode) {
            LinkWatch.applyPolicy(device);
        }
        net.notifyListeners(DeviceEvent.REGISTER, device);
    }

    private static void refuseNameOfSettings(String name) throws KernelException {
        if (NOT_FOR_SETTINGS.contains(name)) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    /** Closes devices and removes them, all at once ({@code unregister_netdevice_many}). */
    public static void unregister(List<NetDevice> devices) {
        if (devices.isEmpty()) {
            return;
        }
        LinkWatch watch = devices.get(0).net.linkWatch();
        watch.hold();
        try {
            List<NetDevice> going = new ArrayList<>(devices);
            going.removeIf(device -> device.dismantling);
            DeviceState.close(going);
            for (NetDevice device : going) {
                device.dismantling = true;
            }
            for (NetDevice device : going) {
                device.net.devices().leave(device);
                device.net.notifyListeners(DeviceEvent.UNREGISTER, device);
                device.dismantled();
                device.registered = false;
            }
        } finally {
            watch.release();
        }
    }

    /** Deletes a device, and what goes with it ({@code rtnl_delete_link}). */
    public static void delete(NetDevice device) {
        unregister(device.part());
    }

    /** Deletes devices, and what goes with them, all at once. */
    public static void deleteAll(Collection<NetDevice> devices) {
        List<NetDevice> going = new ArrayList<>();
        for (NetDevice device : devices) {
            if (!going.contains(device)) {
                going.addAll(device.part());
            }
        }
        unregister(going);
    }

    /** Removes all devices, at the end of the namespace ({@code default_device_exit_batch}). */
    public void clear() {
        net.exit();
        List<NetDevice> lastFirst = new ArrayList<>(listed);
        Collections.reverse(lastFirst);
        deleteAll(lastFirst);
    }

    /**
     * Renames a device, which may be up; the name may be a pattern ({@code netif_change_name}).
     *
     * @throws KernelException EINVAL for a bad name, EEXIST for one that is taken, ENFILE
     */
    public void rename(NetDevice device, String newName) throws KernelException {
        if (newName.equals(device.name)) {
            return;
        }
        String valid = validName(newName);
        refuseNameOfSettings(valid);
        byName.remove(device.name);
        device.name = valid;
        byName.put(valid, device);
        device.openCapture();
        net.notifyListeners(DeviceEvent.CHANGE_NAME, device);
        device.announce();
    }

    /**
     * Gives a device one more name ({@code netdev_name_node_alt_create}).
     *
     * @throws KernelException EEXIST
     */
    public void addAlternativeName(NetDevice device, String alternative) throws KernelException {
        if (byName.containsKey(alternative)) {
            throw new KernelException(Errno.EEXIST);
        }
        byName.put(alternative, device);
        device.alternativeNames.add(alternative);
    }

    /**
     * Takes an alternative name away ({@code netdev_name_node_alt_destroy}).
     *
     * @throws KernelException ENOENT, or EINVAL for its real name and for another device's
     */
    public void removeAlternativeName(NetDevice device, String alternative) throws KernelException {
        if (!byName.containsKey(alternative)) {
            throw new KernelException(Errno.ENOENT);
        }
        if (!device.alternativeNames.remove(alternative)) {
            throw new KernelException(Errno.EINVAL);
        }
        byName.remove(alternative);
    }

    /** Whether a device has this name or alternative name ({@code netdev_name_in_use}). */
    public boolean isInUse(String name) {
        return byName.containsKey(name);
    }

    /**
     * The name that a device would get here ({@code dev_prep_valid_name}).
     *
     * @throws KernelException EINVAL, EEXIST, ENFILE
     */
    String validName(String wanted) throws KernelException {
        if (!DeviceName.isValid(wanted)) {
            throw new KernelException(Errno.EINVAL);
        }
        if (DeviceName.isPattern(wanted)) {
            return numberedName(wanted);
        }
        if (isInUse(wanted)) {
            throw new KernelException(Errno.EEXIST);
        }
        return wanted;
    }

    private String numberedName(String pattern) throws KernelException {
        if (!DeviceName.isValidPattern(pattern)) {
            throw new KernelException(Errno.EINVAL);
        }
        String name = DeviceName.numbered(pattern, byName.keySet());
        if (name.isEmpty()) {
            throw new KernelException(Errno.ENFILE);
        }
        return name;
    }

    /**
     * Finds an index ({@code dev_index_reserve}): a requested one must be free and does not move the counter.
     *
     * @throws KernelException EBUSY
     */
    int reserveIndex(int requested) throws KernelException {
        if (requested != 0) {
            if (requested < 0) {
                throw new KernelException(Errno.EINVAL);
            }
            if (byIndex.containsKey(requested)) {
                throw new KernelException(Errno.EBUSY);
            }
            return requested;
        }
        do {
            lastIndex = lastIndex == Integer.MAX_VALUE ? 1 : lastIndex + 1;
        } while (byIndex.containsKey(lastIndex));
        return lastIndex;
    }

    /** Takes a device in under its name, index and alternative names ({@code list_netdevice}). */
    void enter(NetDevice device) {
        device.net = net;
        device.registered = true;
        byIndex.put(device.index, device);
        listed.add(device);
        byName.put(device.name, device);
        for (String alternative : device.alternativeNames) {
            byName.put(alternative, device);
        }
        device.openCapture();
    }

    /** Lets a device go ({@code unlist_netdevice}). */
    void leave(NetDevice device) {
        byIndex.remove(device.index);
        listed.remove(device);
        byName.remove(device.name);
        byName.keySet().removeAll(device.alternativeNames);
    }
}
