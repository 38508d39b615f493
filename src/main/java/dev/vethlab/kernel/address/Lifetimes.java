package dev.vethlab.kernel.address;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets addresses become deprecated and go when their time is over ({@code check_lifetime}). */
final class Lifetimes {

    private final Machine machine;
    private final InetDevices inet;
    private @Nullable Timer timer;

    Lifetimes(Machine machine, InetDevices inet) {
        this.machine = machine;
        this.inet = inet;
    }

    /** Looks at all addresses now, and again when the next of them is due. */
    void check() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        long next = Long.MAX_VALUE;
        for (InDevice device : inet.all()) {
            next = Math.min(next, check(device));
        }
        if (next != Long.MAX_VALUE) {
            timer = machine.schedule(next - machine.nowNs(), this::check);
        }
    }

    private long check(InDevice device) {
        long now = machine.nowNs();
        long next = Long.MAX_VALUE;
        for (Ifaddr address : List.copyOf(device.addresses())) {
            if (address.isPermanent() || !device.addresses().contains(address)) {
                continue;
            }
            if (now >= address.validUntilNs()) {
                inet.delete(device, address);
                continue;
            }
            next = Math.min(next, address.validUntilNs());
            if (now < address.preferredUntilNs()) {
                next = Math.min(next, address.preferredUntilNs());
            } else if ((address.flags() & Ifaddr.DEPRECATED) == 0) {
                device.list.replace(address, address.withFlags(address.flags() | Ifaddr.DEPRECATED));
            }
        }
        return next;
    }
}
