package dev.vethlab.kernel.bond;

import dev.vethlab.kernel.bond.BondSlave.Link;
import org.jspecify.annotations.Nullable;

/** Which slave of a bond carries everything, and what follows from a change of it ({@code bond_select_active_slave}). */
final class ActiveSlave {

    private final BondDevice bond;
    private @Nullable BondSlave current;
    private boolean primaryForced;
    private int notifications;

    ActiveSlave(BondDevice bond) {
        this.bond = bond;
    }

    @Nullable
    BondSlave current() {
        return current;
    }

    /** The primary slave has come: it becomes the active one, whatever the rule for changes is. */
    void forcePrimary() {
        primaryForced = true;
    }

    /** In modes that use all slaves the first one that is up is noted. */
    void startWith(BondSlave slave) {
        if (current == null && slave.link == Link.UP) {
            current = slave;
        }
    }

    void forgetNotifications() {
        notifications = 0;
    }

    /** Whether announcements are due. */
    boolean isNotifying() {
        return notifications > 0;
    }

    /** Chooses again. */
    void select() {
        BondSlave best = best();
        if (best != current) {
            change(best);
            bond.updateCarrier();
        }
    }

    /** {@code bond_find_best_slave}. */
    private @Nullable BondSlave best() {
        BondSlave chosen = primaryOrCurrent();
        return chosen != null ? chosen : bond.firstUp();
    }

    private @Nullable BondSlave primaryOrCurrent() {
        BondSlave primary = bond.primarySlave().orElse(null);
        boolean currentIsUp = current != null && current.link == Link.UP;
        if (primary == null || primary.link != Link.UP) {
            return currentIsUp ? current : null;
        }
        if (primaryForced) {
            primaryForced = false;
            return primary;
        }
        boolean prefersPrimary = bond.config().primaryReselect == BondConfig.Reselect.ALWAYS;
        return !currentIsUp || prefersPrimary ? primary : current;
    }

    /** {@code bond_change_active_slave}. */
    void change(@Nullable BondSlave next) {
        BondSlave old = current;
        if (next == old) {
            return;
        }
        if (next != null && next.link == Link.BACK) {
            next.link = Link.UP;
            next.delay = 0;
        }
        current = next;
        if (!bond.usesPrimary()) {
            return;
        }
        if (old != null) {
            bond.share(old, false);
            old.active = false;
        }
        if (next != null) {
            bond.share(next, true);
            next.active = true;
            announce();
        }
    }

    private void announce() {
        if (bond.isUp()) {
            notifications = bond.config().peerNotifications * Math.max(1, notifyEvery());
            notifyPeers();
        }
    }

    private int notifyEvery() {
        return bond.config().peerNotifyDelay / Math.max(1, bond.config().miimon);
    }

    /** Announces the bond, where that is due ({@code bond_should_notify_peers}). */
    void notifyPeers() {
        if (notifications == 0 || current == null) {
            return;
        }
        if (notifications % Math.max(1, notifyEvery()) == 0) {
            if (!bond.hasCarrier()) {
                return;
            }
            notifications--;
            bond.notifyPeers();
        } else {
            notifications--;
        }
    }
}
