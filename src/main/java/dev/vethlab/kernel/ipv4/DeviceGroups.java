package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.ipv4.IgmpReports.Entry;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups of one device, and what has yet to be said of them ({@code in_dev->mc_list}, net/ipv4/igmp.c). */
final class DeviceGroups {

    private static final int SOON = 2;

    private final InDevice inDevice;
    private final NetSysctls sysctls;
    private final IgmpReports reports;
    private final IgmpQuerier querier;
    private final List<Group> groups = new ArrayList<>(1);
    private final List<Group> left = new ArrayList<>(0);
    private int changeReports;
    private @Nullable Timer changeTimer;
    private @Nullable Timer answerTimer;

    DeviceGroups(InDevice inDevice, NetSysctls sysctls, IgmpReports reports) {
        this.inDevice = inDevice;
        this.sysctls = sysctls;
        this.reports = reports;
        this.querier = new IgmpQuerier(inDevice, sysctls);
    }

    /** The groups, the one joined last first. */
    List<Group> groups() {
        return groups;
    }

    IgmpQuerier querier() {
        return querier;
    }

    boolean isIn(Ipv4Address address) {
        return find(address) != null;
    }

    private @Nullable Group find(Ipv4Address address) {
        for (Group group : groups) {
            if (group.address.equals(address)) {
                return group;
            }
        }
        return null;
    }

    /** {@code ____ip_mc_inc_group}. */
    void join(Ipv4Address address) {
        Group known = find(address);
        if (known != null) {
            known.users++;
            return;
        }
        Group group = new Group(address);
        groups.add(0, group);
        forgetLeaving(group);
        added(group);
    }

    /** {@code __ip_mc_dec_group}. */
    void leave(Ipv4Address address) {
        Group group = find(address);
        if (group != null && --group.users == 0) {
            groups.remove(group);
            dropped(group);
        }
    }

    /** The device comes up ({@code ip_mc_up}). */
    void up() {
        join(GroupMemberships.ALL_HOSTS);
        for (Group group : groups) {
            forgetLeaving(group);
            added(group);
        }
    }

    /** The device goes down: the groups are kept, and nothing is said any more ({@code ip_mc_down}). */
    void down() {
        for (Group group : groups) {
            dropped(group);
        }
        silence();
        leave(GroupMemberships.ALL_HOSTS);
    }

    /** The device goes away ({@code ip_mc_destroy_dev}). */
    void destroy() {
        for (Group group : List.copyOf(groups)) {
            group.stop();
            unload(group);
        }
        groups.clear();
        left.clear();
        silence();
    }

    private void silence() {
        changeReports = 0;
        changeTimer = cancelled(changeTimer);
        answerTimer = cancelled(answerTimer);
    }

    private static @Nullable Timer cancelled(@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
        return null;
    }

    private void forgetLeaving(Group group) {
        left.removeIf(gone -> gone.address.equals(group.address));
    }

    private boolean isReported(Group group) {
        return !group.isAllHosts()
                && (!group.address.isLocalMulticast() || sysctls.isSet(NetIpv4.IGMP_LINK_LOCAL_MCAST_REPORTS));
    }

    /** {@code igmp_group_added}. */
    private void added(Group group) {
        if (!group.loaded) {
            group.loaded = true;
            GroupMemberships.receive(inDevice.device(), group.address, true);
        }
        if (!isReported(group)) {
            return;
        }
        group.unsolicited = sysctls.get(NetIpv4.IGMP_QRV);
        if (querier.isOld()) {
            start(group, 1);
            return;
        }
        group.changes = querier.robustness();
        reportChanges();
    }

    private void unload(Group group) {
        if (group.loaded) {
            group.loaded = false;
            GroupMemberships.receive(inDevice.device(), group.address, false);
        }
    }

    /** {@code igmp_group_dropped}. */
    private void dropped(Group group) {
        unload(group);
        if (!isReported(group)) {
            return;
        }
        boolean reporter = group.reporter;
        group.stop();
        if (querier.isVersion1()) {
            return;
        }
        if (querier.isOld()) {
            if (reporter) {
                reports.send(inDevice, IgmpReports.LEAVE, group.address);
            }
            return;
        }
        Group gone = new Group(group.address);
        gone.changes = querier.robustness();
        left.add(0, gone);
        reportChanges();
    }

    /** {@code igmp_ifc_event}. */
    private void reportChanges() {
        if (!querier.isOld()) {
            changeReports = querier.robustness();
            startChangeTimer(1);
        }
    }

    private void startChangeTimer(int within) {
        cancelled(changeTimer);
        changeTimer = after(within, this::changesDue);
    }

    private Timer after(int within, Runnable action) {
        Machine machine = inDevice.device().machine();
        long delay = machine.random().nextInt(Math.max(1, within)) + SOON;
        return Jiffies.at(machine, Jiffies.now(machine) + delay, action);
    }

    /** {@code igmp_ifc_timer_expire}. */
    private void changesDue() {
        changeTimer = null;
        List<Entry> entries = new ArrayList<>();
        left.forEach(gone -> note(gone, Entry.TO_INCLUDE, entries));
        left.removeIf(gone -> gone.changes == 0);
        groups.forEach(group -> note(group, Entry.TO_EXCLUDE, entries));
        reports.send(inDevice, entries);
        if (changeReports > 0 && --changeReports > 0) {
            startChangeTimer(querier.unsolicitedInterval());
        }
    }

    private static void note(Group group, int kind, List<Entry> entries) {
        if (group.changes > 0) {
            group.changes--;
            entries.add(new Entry(kind, group.address));
        }
    }

    /** {@code igmp_start_timer}. */
    private void start(Group group, int within) {
        cancelled(group.timer);
        group.timer = after(within, () -> due(group));
    }

    /** {@code igmp_timer_expire}. */
    private void due(Group group) {
        group.timer = null;
        if (group.unsolicited > 0 && --group.unsolicited > 0) {
            start(group, querier.unsolicitedInterval());
        }
        group.reporter = true;
        if (querier.isVersion1()) {
            reports.send(inDevice, IgmpReports.VERSION_1, group.address);
        } else if (querier.isOld()) {
            reports.send(inDevice, IgmpReports.VERSION_2, group.address);
        } else {
            reports.send(inDevice, List.of(new Entry(Entry.IS_EXCLUDE, group.address)));
        }
    }

    /** A router asks ({@code igmp_heard_query}): what has to be said is said within the time that it gives. */
    void asked(IgmpQuerier.Query query) {
        if (query.version() < 3) {
            changeReports = 0;
            changeTimer = cancelled(changeTimer);
            left.clear();
        } else if (query.group().isAny()) {
            answerAll(query.within());
            return;
        }
        for (Group group : groups) {
            boolean meant = query.group().isAny() || query.group().equals(group.address);
            if (meant && isReported(group)) {
                answer(group, query.within());
            }
        }
    }

    /** {@code igmp_gq_start_timer}: one report of all groups, at the earliest of the times that were drawn. */
    private void answerAll(int within) {
        Timer running = answerTimer;
        Timer drawn = after(within, this::answersDue);
        if (running != null && running.isPending() && running.atNs() <= drawn.atNs()) {
            drawn.cancel();
            return;
        }
        cancelled(running);
        answerTimer = drawn;
    }

    private void answersDue() {
        answerTimer = null;
        List<Entry> entries = new ArrayList<>();
        for (Group group : groups) {
            if (isReported(group)) {
                entries.add(new Entry(Entry.IS_EXCLUDE, group.address));
            }
        }
        reports.send(inDevice, entries);
    }

    /** {@code igmp_mod_timer}: one that would report sooner is left as it is. */
    private void answer(Group group, int within) {
        group.unsolicited = 0;
        Timer running = group.timer;
        Machine machine = inDevice.device().machine();
        if (running == null || running.atNs() - machine.nowNs() >= within * Jiffies.NS) {
            start(group, within);
        }
    }

    /** Somebody else has reported a group by an older version: one report is enough ({@code igmp_heard_report}). */
    void heard(Ipv4Address address) {
        Group group = find(address);
        if (group != null && isReported(group)) {
            group.stop();
        }
    }

    /** How the device is told of by {@code /proc/net/igmp}. */
    List<Membership> memberships() {
        long nowNs = inDevice.device().machine().nowNs();
        List<Membership> memberships = new ArrayList<>();
        for (Group group : groups) {
            Timer timer = group.timer;
            long due = timer == null ? -1 : Jiffies.toClock(Math.max(0, (timer.atNs() - nowNs) / Jiffies.NS));
            memberships.add(new Membership(group.address, group.users, due, group.reporter));
        }
        return memberships;
    }
}
