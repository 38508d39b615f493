package dev.vethlab.kernel.sysctl;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names in each directory of the table, without what other subsystems show in the place of a {@code *}. */
final class TableListing {

    private final Map<String, List<String>> names;

    /** The directories that hold these settings. */
    TableListing(Collection<SysctlSpec> settings) {
        Map<String, SortedSet<String>> sorted = new HashMap<>();
        for (SysctlSpec setting : settings) {
            if (setting.path().indexOf('*') < 0) {
                add(sorted, setting.path());
            }
        }
        names = sorted.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    private static void add(Map<String, SortedSet<String>> sorted, String path) {
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            name(sorted, path.substring(0, start), path.substring(start, slash));
            start = slash + 1;
        }
        name(sorted, path.substring(0, start), path.substring(start));
    }

    private static void name(Map<String, SortedSet<String>> sorted, String directory, String name) {
        sorted.computeIfAbsent(directory, unknown -> new TreeSet<>()).add(name);
    }

    /** By name; none for what is no directory. The path of a directory is empty for the root and ends with a slash else. */
    List<String> names(String directory) {
        return names.getOrDefault(directory, List.of());
    }
}
