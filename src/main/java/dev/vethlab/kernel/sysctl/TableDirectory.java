package dev.vethlab.kernel.sysctl;

import java.util.List;
import java.util.Optional;
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
        TreeSet<String> names = new TreeSet<>();
        for (SysctlSpec spec : SysctlTable.get().all()) {
            if (spec.path().startsWith(path) && spec.path().indexOf('*') < 0 && sysctls.has(spec)) {
                names.add(firstPart(spec.path().substring(path.length())));
            }
        }
        for (String mounted : sysctls.mounted.keySet()) {
            if (mounted.startsWith(path)) {
                names.add(firstPart(mounted.substring(path.length())));
            }
        }
        return List.copyOf(names);
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
        for (SysctlSpec spec : SysctlTable.get().below(child)) {
            if (spec.path().indexOf('*') < 0 && sysctls.has(spec)) {
                return true;
            }
        }
        String mounted = sysctls.mounted.ceilingKey(child + "/");
        return mounted != null && mounted.startsWith(child + "/");
    }

    private static String firstPart(String rest) {
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }
}
