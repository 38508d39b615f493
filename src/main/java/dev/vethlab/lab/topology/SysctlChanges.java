package dev.vethlab.lab.topology;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.SysctlDirectory;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.sysctl.SysctlNode;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.StaleRevisionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which settings of a namespace are not what Linux starts with: compared with an untouched machine of the same profile. */
final class SysctlChanges {

    /** One setting under two names: the first says it all. */
    private static final Set<String> ALIASES = Set.of("net/ipv4/conf/all/forwarding");

    private static final String CONF = "net/ipv4/conf/";
    private static final String NEIGH = "net/ipv4/neigh/";
    private static final int WRITABLE = 0200;

    /** A machine that nobody touches is always the same, and is looked at once. */
    private static final Map<Profile, SysctlChanges> UNTOUCHED = new ConcurrentHashMap<>();

    private final Map<String, String> first;
    private final Map<String, String> later;

    private SysctlChanges(Map<String, String> first, Map<String, String> later) {
        this.first = first;
        this.later = later;
    }

    static SysctlChanges against(Profile profile) {
        return UNTOUCHED.computeIfAbsent(profile, SysctlChanges::look);
    }

    private static SysctlChanges look(Profile profile) {
        Lab untouched = new Lab(
                "untouched",
                new LabSettings("untouched", profile, 1, Duration.ofMinutes(1)),
                LabLimits.DEFAULT,
                Instant.EPOCH);
        try {
            untouched.change(OptionalLong.empty(), session -> session.require(List.of("ip", "netns", "add", "later")));
        } catch (StaleRevisionException | CommandFailedException impossible) {
            throw new IllegalStateException(impossible);
        }
        return untouched.read(kernel -> new SysctlChanges(values(kernel.initial()), values(later(kernel))));
    }

    private static Namespace later(Kernel kernel) {
        return kernel.named("later").orElseThrow();
    }

    /** By dotted name, with slashes where a device's name holds dots. */
    Map<String, String> of(Namespace namespace) {
        Map<String, String> values = values(namespace);
        Map<String, String> untouched = namespace.label().equals("host") ? first : later;
        Map<String, String> changed = new TreeMap<>();
        values.forEach((path, value) -> {
            if (!ALIASES.contains(path) && !value.equals(expected(path, values, untouched))) {
                changed.put(dotted(path), value);
            }
        });
        if (changed.containsKey("net.ipv4.ip_forward")) {
            changed.put("net.ipv4.conf.default.forwarding", values.getOrDefault(CONF + "default/forwarding", "0"));
        }
        return new SysctlOrder().sorted(changed);
    }

    /**
     * What a setting would be if nobody had touched it; that of a device follows the default of its namespace, but for what the
     * kernel sets on lo by itself.
     */
    private static String expected(String path, Map<String, String> values, Map<String, String> untouched) {
        String known = untouched.get(path);
        if (path.startsWith(CONF) && !path.startsWith(CONF + "all/") && !path.startsWith(CONF + "default/")) {
            String ofDefault = CONF + "default" + path.substring(path.lastIndexOf('/'));
            return known != null && !known.equals(untouched.get(ofDefault))
                    ? known
                    : values.getOrDefault(ofDefault, "");
        }
        if (known == null && path.startsWith(NEIGH)) {
            return untouched.getOrDefault(NEIGH + "lo" + path.substring(path.lastIndexOf('/')), "");
        }
        return known == null ? values.getOrDefault(path, "") : known;
    }

    private static Map<String, String> values(Namespace namespace) {
        Map<String, String> values = new TreeMap<>();
        namespace.sysctls().find("net").ifPresent(net -> collect("net", net, values));
        return values;
    }

    private static void collect(String path, SysctlNode node, Map<String, String> values) {
        if (node instanceof SysctlDirectory directory) {
            for (String name : directory.names()) {
                directory.child(name).ifPresent(child -> collect(path + "/" + name, child, values));
            }
        } else if (node instanceof SysctlFile file && (file.mode() & WRITABLE) != 0) {
            try {
                values.put(path, file.read());
            } catch (KernelException unreadable) {
                values.remove(path);
            }
        }
    }

    private static String dotted(String path) {
        return path.contains(".") ? path : path.replace('/', '.');
    }
}
