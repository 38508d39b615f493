package dev.vethlab.kernel.sysctl;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A directory that shows what the table has below a path, and what has been mounted there. */
final class TableDirectory implements SysctlDirectory {

    private final NetSysctls sysctls;
    private final String path;

    /** The directory at {@code path}, which is empty for the root and ends with a slash else. */
    TableDirectory(NetSysctls sysctls, String path) {
        this.sysctls = sysctls;
        this.path = path;
    }

    /** By name, as the kernel keeps them ({@code namecmp}). */
    @Override
    public List<String> names() {
        List<String> listed = sysctls.listing().names(path);
        SortedSet<String> names = null;
        for (String mounted : sysctls.mounted.tailMap(path).keySet()) {
            if (!mounted.startsWith(path)) {
                break;
            }
            String name = firstPart(mounted.substring(path.length()));
            if (Collections.binarySearch(listed, name) < 0) {
                names = names == null ? new TreeSet<>(listed) : names;
                names.add(name);
            }
        }
        return names == null ? listed : List.copyOf(names);
    }

    @Override
    public Optional<SysctlNode> child(String name) {
        String child = path + name;
        SysctlNode mounted = sysctls.mounted.get(child);
        if (mounted != null) {
            return Optional.of(mounted);
        }
        Optional<SysctlSpec> spec = SysctlTable.get().find(child);
        if (spec.isPresent()) {
            return spec.filter(sysctls::has).map(known -> new TableFile(sysctls, known));
        }
        return isDirectory(child) ? Optional.of(new TableDirectory(sysctls, child + "/")) : Optional.empty();
    }

    private boolean isDirectory(String child) {
        if (!sysctls.listing().names(child + "/").isEmpty()) {
            return true;
        }
        String mounted = sysctls.mounted.ceilingKey(child + "/");
        return mounted != null && mounted.startsWith(child + "/");
    }

    private static String firstPart(String rest) {
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }
}
