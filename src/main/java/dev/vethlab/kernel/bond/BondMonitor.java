package dev.vethlab.kernel.bond;

import dev.vethlab.kernel.bond.BondSlave.Link;
import dev.vethlab.kernel.machine.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the carriers of a bond's slaves every so often ({@code bond_mii_monitor}). It sleeps while there is nothing to be
 * seen, and wakes in time for the next look.
 */
final class BondMonitor {

    private static final long MILLISECOND_NS = 1_000_000L;

    private final BondDevice bond;
    private boolean running;
    private long startedNs;
    private @Nullable Timer next;

    BondMonitor(BondDevice bond) {
        this.bond = bond;
    }

    /** The bond came up. */
    void start() {
        running = true;
        startedNs = bond.machine().nowNs();
        wake();
    }

    /** The bond went down. */
    void stop() {
        running = false;
        sleep();
    }

    /** Its settings have changed. */
    void restart() {
        if (running) {
            sleep();
            start();
        }
    }

    private void sleep() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    /** Something may have happened: looks the next time. */
    void wake() {
        int interval = bond.config().miimon;
        if (!running || interval == 0 || next != null) {
            return;
        }
        long everyNs = interval * MILLISECOND_NS;
        long sinceNs = bond.machine().nowNs() - startedNs;
        long atNs = (sinceNs + everyNs - 1) / everyNs * everyNs;
        next = bond.machine().schedule(atNs - sinceNs, this::look);
    }

    /** What a new slave's link is taken for. */
    Link initialLink(BondSlave slave) {
        if (bond.config().miimon == 0) {
            return Link.UP;
        }
        if (!isUp(slave)) {
            return Link.DOWN;
        }
        return bond.config().upDelay > 0 ? Link.BACK : Link.UP;
    }

    /** {@code bond_check_dev_link}. */
    private static boolean isUp(BondSlave slave) {
        return slave.device().isUp() && slave.device().hasCarrier();
    }

    private void look() {
        next = null;
        bond.net().linkWatch().hold();
        try {
            boolean select = false;
            boolean waiting = false;
            boolean ignoreUpDelay = bond.usesPrimary() && bond.active().current() == null;
            for (BondSlave slave : bond.slaves()) {
                select |= inspect(slave, ignoreUpDelay);
                waiting |= slave.link == Link.FAIL || slave.link == Link.BACK;
            }
            if (select) {
                bond.active().select();
            }
            bond.updateCarrier();
            bond.active().notifyPeers();
            if (waiting || bond.active().isNotifying()) {
                next = bond.machine().schedule(bond.config().miimon * MILLISECOND_NS, this::look);
            }
        } finally {
            bond.net().linkWatch().release();
        }
    }

    /**
     * {@code bond_miimon_inspect}, {@code bond_miimon_commit}.
     *
     * @return whether another slave may have to become the active one
     */
    private boolean inspect(BondSlave slave, boolean ignoreUpDelay) {
        boolean up = isUp(slave);
        switch (slave.link) {
            case UP -> {
                if (up) {
                    return false;
                }
                slave.link = Link.FAIL;
                slave.delay = bond.config().downDelay / bond.config().miimon;
                return failing(slave, false);
            }
            case FAIL -> {
                return failing(slave, up);
            }
            case DOWN -> {
                if (!up) {
                    return false;
                }
                slave.link = Link.BACK;
                slave.delay = ignoreUpDelay ? 0 : bond.config().upDelay / bond.config().miimon;
                return comingBack(slave, true);
            }
            default -> {
                return comingBack(slave, up);
            }
        }
    }

    private boolean failing(BondSlave slave, boolean up) {
        if (up) {
            slave.link = Link.UP;
            return false;
        }
        if (slave.delay-- > 0) {
            return false;
        }
        slave.link = Link.DOWN;
        slave.failures++;
        if (bond.usesPrimary()) {
            slave.active = false;
        }
        return slave == bond.active().current();
    }

    private boolean comingBack(BondSlave slave, boolean up) {
        if (!up) {
            slave.link = Link.DOWN;
            return false;
        }
        if (slave.delay-- > 0) {
            return false;
        }
        slave.link = Link.UP;
        if (!bond.usesPrimary()) {
            slave.active = true;
        }
        boolean primary = bond.primarySlave().map(found -> found == slave).orElse(false);
        return bond.active().current() == null || primary;
    }
}
