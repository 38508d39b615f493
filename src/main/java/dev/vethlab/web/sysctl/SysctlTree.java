package dev.vethlab.web.sysctl;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.SysctlDirectory;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.sysctl.SysctlNode;
import dev.vethlab.kernel.sysctl.SysctlSpec;
import dev.vethlab.kernel.sysctl.SysctlTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of a namespace, by name. */
final class SysctlTree {

    private static final String ALL = "all";
    private static final String DEFAULT = "default";

    private final Namespace namespace;

    SysctlTree(Namespace namespace) {
        this.namespace = namespace;
    }

    /** The paths of all files below a prefix, in the kernel's order. */
    List<String> paths(String prefix) {
        List<String> paths = new ArrayList<>();
        collect(namespace.sysctls().root(), "", prefix, paths);
        return paths;
    }

    /** The path of a setting that a request names in one of the two ways of sysctl(8); empty where there is none. */
    Optional<String> find(String name) {
        String path = SysctlName.path(name);
        return namespace
                .sysctls()
                .find(path)
                .filter(SysctlFile.class::isInstance)
                .map(file -> path);
    }

    SysctlView view(String path) {
        Optional<SysctlSpec> spec = spec(path);
        String value = read(path);
        return new SysctlView(
                SysctlName.of(path),
                value,
                spec.map(SysctlSpec::initial).orElse(null),
                spec.map(known -> effective(path, known, value)).orElse(value),
                spec.map(SysctlSpec::description).orElse(null),
                spec.map(SysctlSpec::simulated).orElse(false));
    }

    private void collect(SysctlDirectory directory, String path, String prefix, List<String> paths) {
        for (String name : directory.names()) {
            String below = path + name;
            if (!below.startsWith(prefix) && !prefix.startsWith(below)) {
                continue;
            }
            Optional<SysctlNode> node = directory.child(name);
            if (node.orElse(null) instanceof SysctlDirectory inside) {
                collect(inside, below + "/", prefix, paths);
            } else if (node.isPresent() && below.startsWith(prefix)) {
                paths.add(below);
            }
        }
    }

    private @Nullable String read(String path) {
        Optional<SysctlNode> node = namespace.sysctls().find(path);
        if (node.orElse(null) instanceof SysctlFile file) {
            try {
                return file.read();
            } catch (KernelException unreadable) {
                return null;
            }
        }
        return null;
    }

    private @Nullable String effective(String path, SysctlSpec spec, @Nullable String value) {
        String[] parts = path.split("/", -1);
        if (value == null || parts.length != 5 || parts[3].equals(ALL) || parts[3].equals(DEFAULT)) {
            return value;
        }
        String ofAll = read(parts[0] + "/" + parts[1] + "/" + parts[2] + "/" + ALL + "/" + parts[4]);
        if (ofAll == null) {
            return value;
        }
        return switch (spec.combining()) {
            case NONE, OWN -> value;
            case ALL -> ofAll;
            case MAX -> Long.parseLong(ofAll) > Long.parseLong(value) ? ofAll : value;
            case OR -> isSet(ofAll) || isSet(value) ? "1" : "0";
            case AND -> isSet(ofAll) && isSet(value) ? "1" : "0";
            case AND_IF_FORWARDING -> {
                boolean forwards =
                        isSet(read(parts[0] + "/" + parts[1] + "/" + parts[2] + "/" + parts[3] + "/forwarding"));
                boolean both = isSet(ofAll) && isSet(value);
                boolean either = isSet(ofAll) || isSet(value);
                yield (forwards ? both : either) ? "1" : "0";
            }
        };
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.equals("0");
    }

    /** What is known of a setting; that of a device is known under {@code *}. */
    private static Optional<SysctlSpec> spec(String path) {
        Optional<SysctlSpec> own = SysctlTable.get().find(path);
        if (own.isPresent()) {
            return own;
        }
        String[] parts = path.split("/", -1);
        if (parts.length != 5) {
            return Optional.empty();
        }
        parts[3] = "*";
        return SysctlTable.get().find(String.join("/", parts));
    }
}
