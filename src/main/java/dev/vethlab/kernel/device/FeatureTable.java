package dev.vethlab.kernel.device;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What kinds of devices can do for packets, as Linux 6.18 has it ({@code netdev_features_strings}, {@code hw_features}). The table
 * in {@code features.tsv} has a line for each feature and a column for each kind.
 */
final class FeatureTable {

    private static final FeatureTable TABLE = load();

    private final List<String> names = new ArrayList<>();
    private final Map<String, String> kinds = new HashMap<>();

    private FeatureTable() {}

    static FeatureTable get() {
        return TABLE;
    }

    /** All features in the order of their numbers. */
    List<String> names() {
        return names;
    }

    /** A letter for each feature of a kind; empty where nothing is known of the kind. */
    String of(String kind) {
        return kinds.getOrDefault(kind, "");
    }

    private static FeatureTable load() {
        FeatureTable table = new FeatureTable();
        List<StringBuilder> columns = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        try (InputStream resource = FeatureTable.class.getResourceAsStream("features.tsv")) {
            if (resource == null) {
                throw new IllegalStateException("features.tsv is missing");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t");
                if (line.startsWith("# feature")) {
                    for (int i = 1; i < fields.length; i++) {
                        kinds.add(fields[i]);
                        columns.add(new StringBuilder());
                    }
                } else if (!line.startsWith("#")) {
                    table.names.add(fields[0]);
                    for (int i = 1; i < fields.length; i++) {
                        columns.get(i - 1).append(fields[i]);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        for (int i = 0; i < kinds.size(); i++) {
            table.kinds.put(kinds.get(i), columns.get(i).toString());
        }
        return table;
    }
}
