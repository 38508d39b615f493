package dev.vethlab.kernel.device;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;

/**
 * A device moves to another namespace ({@code __dev_change_net_namespace}): it is closed, loses what protocols keep for it
 * and its queueing discipline, and keeps its settings, counters, alias and alternative names, and its index if it is free.
 */
public final class NamespaceChange {

    private NamespaceChange() {}

    /**
     * Moves a device.
     *
     * @param wantedName the name to take where the present one is taken there; may be a pattern; empty for none
     * @param wantedIndex the index to take; 0 for the present one, or the next where that is taken
     * @throws KernelException EINVAL, EEXIST, EBUSY; nothing has changed then
     */
    public static void move(NetDevice device, NetNamespace target, String wantedName, int wantedIndex)
            throws KernelException {
        if (device.isNamespaceImmutable()) {
            throw new KernelException(Errno.EINVAL, "The interface netns is immutable");
        }
        if (device.net == target) {
            return;
        }
        String newName = nameIn(target.devices(), device, wantedName);
        checkAlternativeNames(target.devices(), device);
        int newIndex = indexIn(target.devices(), device, wantedIndex);
        target.linkWatch().hold();
        try {
            leave(device, target);
            device.index = newIndex;
            device.name = newName;
            target.devices().enter(device);
            target.notifyListeners(DeviceEvent.REGISTER, device);
            device.announce();
        } finally {
            target.linkWatch().release();
        }
    }

    private static String nameIn(DeviceTable table, NetDevice device, String wanted) throws KernelException {
        if (!table.isInUse(device.name)) {
            return device.name;
        }
        if (wanted.isEmpty()) {
            throw new KernelException(Errno.EEXIST, "An interface with the same name exists in the target netns");
        }
        try {
            return table.validName(wanted);
        } catch (KernelException invalid) {
            throw new KernelException(
                    invalid.errno(), "Unable to use '" + wanted + "' for the new interface name in the target netns");
        }
    }

    private static void checkAlternativeNames(DeviceTable table, NetDevice device) throws KernelException {
        for (String alternative : device.alternativeNames) {
            if (table.isInUse(alternative)) {
                throw new KernelException(
                        Errno.EEXIST, "An interface with the altname " + alternative + " exists in the target netns");
            }
        }
    }

    private static int indexIn(DeviceTable table, NetDevice device, int wanted) throws KernelException {
        if (wanted != 0) {
            try {
                return table.reserveIndex(wanted);
            } catch (KernelException taken) {
                throw new KernelException(
                        taken.errno(), "The ifindex " + wanted + " is not available in the target netns");
            }
        }
        return table.byIndex(device.index).isPresent() ? table.reserveIndex(0) : device.index;
    }

    private static void leave(NetDevice device, NetNamespace target) {
        NetNamespace old = device.net;
        DeviceState.close(List.of(device));
        old.devices().leave(device);
        device.queue.setEverUp(false);
        device.ipv6AddressMode = Ipv6AddressMode.EUI64;
        old.notifyListeners(DeviceEvent.UNREGISTER, device);
        old.allocateIdOf(target);
    }
}
