package dev.vethlab.tool.files;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.ipv4.GroupMemberships;
import dev.vethlab.kernel.ipv4.Membership;
import dev.vethlab.kernel.rtnetlink.MulticastAddresses;
import dev.vethlab.kernel.rtnetlink.MulticastAddresses.LinkGroup;
import java.util.List;

/** {@code /proc/net/igmp} and {@code /proc/net/dev_mcast}: the groups that devices are in. */
final class ProcNetGroups {

    private ProcNetGroups() {}

    /** {@code igmp_mc_seq_show}. */
    static String igmp(Namespace namespace) {
        GroupMemberships memberships = namespace.net().subsystem(GroupMemberships.class);
        StringBuilder text = new StringBuilder("Idx\tDevice    : Count Querier\tGroup    Users Timer\tReporter\n");
        for (NetDevice device : namespace.net().devices().listed()) {
            List<Membership> groups = memberships.memberships(device);
            if (!groups.isEmpty()) {
                text.append(String.format(
                        "%d\t%-10s: %5d      V%d\n",
                        device.index(), device.name(), groups.size(), memberships.version(device)));
            }
            for (Membership group : groups) {
                boolean due = group.reportInTicks() >= 0;
                text.append(String.format(
                        "\t\t\t\t%08X %5d %d:%08X\t\t%d\n",
                        Integer.reverseBytes(group.group().bits()),
                        group.users(),
                        due ? 1 : 0,
                        due ? group.reportInTicks() : 0,
                        group.reporter() ? 1 : 0));
            }
        }
        return text.toString();
    }

    /** {@code dev_mc_seq_show}. */
    static String devMcast(Namespace namespace) {
        MulticastAddresses addresses = new MulticastAddresses(namespace.net());
        StringBuilder text = new StringBuilder();
        for (NetDevice device : namespace.net().devices().all()) {
            for (LinkGroup group : addresses.ofLink(device)) {
                text.append(String.format(
                        "%-4d %-15s %-5d %-5d %012x\n",
                        device.index(),
                        device.name(),
                        group.users(),
                        group.isStatic() ? 1 : 0,
                        group.address().bits()));
            }
        }
        return text.toString();
    }
}
