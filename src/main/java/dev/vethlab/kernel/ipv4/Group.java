package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.machine.Timer;
import org.jspecify.annotations.Nullable;

/** A group that a device is in, or was in and has yet to say so ({@code struct ip_mc_list}). */
final class Group {

    final Ipv4Address address;

    /** How many have joined it by this device. */
    int users = 1;

    /** Whether the device receives for it. */
    boolean loaded;

    /** How often IGMPv3 has yet to report the change ({@code crcount}). */
    int changes;

    /** How often older versions have yet to report it unasked, once more than the timer will ({@code unsolicit_count}). */
    int unsolicited;

    /** Whether this host was the last to report it by an older version. */
    boolean reporter;

    /** When it will be reported because somebody asked, or by an older version; null for not at all. */
    @Nullable
    Timer timer;

    Group(Ipv4Address address) {
        this.address = address;
    }

    boolean isAllHosts() {
        return address.equals(GroupMemberships.ALL_HOSTS);
    }

    /** {@code igmp_stop_timer}. */
    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        reporter = false;
        unsolicited = 0;
    }
}
