package dev.vethlab.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the namespace that a lab starts with is set up before the first operation. */
public enum Profile {
    /** A booted machine with the kernel's own defaults. */
    KERNEL("kernel", true, List.of("ip link set lo up")),
    /** Ubuntu 16.04 as installed: strict reverse path filtering. */
    UBUNTU_16_04("ubuntu-16.04", true, booted("1")),
    /** Ubuntu 24.04 as installed: loose reverse path filtering. */
    UBUNTU_24_04("ubuntu-24.04", true, booted("2")),
    /** Debian 12 as installed: it leaves the kernel's network defaults alone. */
    DEBIAN_12("debian-12", true, List.of("ip link set lo up")),
    /** A network namespace as {@code unshare -n} leaves it: {@code lo} is down. */
    NAMESPACE("namespace", false, List.of());

    private final String id;
    private final boolean initialNamespace;
    private final List<String> boot;

    Profile(String id, boolean initialNamespace, List<String> boot) {
        this.id = id;
        this.initialNamespace = initialNamespace;
        this.boot = boot;
    }

    private static List<String> booted(String rpFilter) {
        return List.of(
                "sysctl -q -w net.ipv4.conf.all.rp_filter=" + rpFilter,
                "sysctl -q -w net.ipv4.conf.default.rp_filter=" + rpFilter,
                "ip link set lo up");
    }

    /** The profile of an id such as {@code ubuntu-16.04}. */
    public static Optional<Profile> of(String id) {
        return Arrays.stream(values()).filter(profile -> profile.id.equals(id)).findFirst();
    }

    /** The name that clients use. */
    public String id() {
        return id;
    }

    /**
     * Whether the lab's first namespace is the machine's initial one, whose {@code all} and {@code default} settings every
     * later namespace starts with (Linux's {@code devconf_inherit_init_net} 0).
     */
    public boolean isInitialNamespace() {
        return initialNamespace;
    }

    /** The command lines that boot the machine into this state. */
    public List<String> boot() {
        return boot;
    }
}
