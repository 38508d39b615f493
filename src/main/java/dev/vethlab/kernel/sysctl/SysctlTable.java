package dev.vethlab.kernel.sysctl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All settings that the kernel has in a namespace, read once from {@code sysctls.tsv} beside this class and shared by
 * everybody. A line is: path, mode, format, initial value, least, most (or the words taken), how it combines, flags ({@code s} simulated,
 * {@code i} in the initial namespace only), description.
 */
public final class SysctlTable {

    private static final SysctlTable TABLE = load();

    private final NavigableMap<String, SysctlSpec> byPath;
    private final TableListing ofInitial;
    private final TableListing ofOthers;

    private SysctlTable(NavigableMap<String, SysctlSpec> byPath) {
        this.byPath = Collections.unmodifiableNavigableMap(byPath);
        this.ofInitial = new TableListing(byPath.values());
        this.ofOthers = new TableListing(
                byPath.values().stream().filter(spec -> !spec.initialOnly()).toList());
    }

    /** The table. */
    public static SysctlTable get() {
        return TABLE;
    }

    /** Every setting, by path. */
    public Collection<SysctlSpec> all() {
        return byPath.values();
    }

    /** The setting with this path; {@code *} in the place of a device. */
    public Optional<SysctlSpec> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The setting with this path, which is known to be in the table. */
    public SysctlSpec require(String path) {
        return find(path).orElseThrow(() -> new IllegalArgumentException(path + " is no known setting"));
    }

    /** Every setting below a directory, by path. */
    public Collection<SysctlSpec> below(String directory) {
        return byPath.subMap(directory + "/", directory + "0").values();
    }

    /** What is shown where: in the namespace that the machine booted with, or in another. */
    TableListing listing(boolean initial) {
        return initial ? ofInitial : ofOthers;
    }

    private static SysctlTable load() {
        NavigableMap<String, SysctlSpec> byPath = new TreeMap<>();
        try (InputStream resource = SysctlTable.class.getResourceAsStream("sysctls.tsv")) {
            if (resource == null) {
                throw new IllegalStateException("sysctls.tsv is missing");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    SysctlSpec spec = spec(line.split("\t", -1));
                    byPath.put(spec.path(), spec);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new SysctlTable(byPath);
    }

    private static SysctlSpec spec(String[] column) {
        SysctlFormat format = SysctlFormat.valueOf(column[2]);
        boolean words = format == SysctlFormat.WORD;
        return new SysctlSpec(
                column[0],
                Integer.parseInt(column[1], 8),
                format,
                column[3].replace(' ', format == SysctlFormat.INTEGERS ? '\t' : ' '),
                number(column[4]),
                words ? 0 : number(column[5]),
                words ? List.of(column[5].split(",", -1)) : List.of(),
                SysctlSpec.Combining.valueOf(column[6]),
                column[7].contains("s"),
                column[7].contains("i"),
                column[8]);
    }

    private static long number(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    }
}
