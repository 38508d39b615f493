package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.vswitch.database.Column;
import dev.vethlab.vswitch.database.Datum;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Schema;
import java.util.Map;
import java.util.Optional;

/**
 * {@code COLUMN[:KEY]=VALUE} ({@code ctl_set_column}).
 *
 * @param key of a map, empty for all of a column
 */
record ColumnSetting(Column column, Optional<String> key, String value) {

    /** Reads one that must have a value. */
    static ColumnSetting read(String table, String text) {
        int end = 0;
        while (end < text.length() && ":=".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        Column column = Schema.columnNamed(table, text.substring(0, end));
        Optional<String> key = Optional.empty();
        int at = end;
        if (at < text.length() && text.charAt(at) == ':') {
            int equals = keyEnd(text, at + 1);
            key = Optional.of(unquoted(text.substring(at + 1, equals)));
            at = equals;
        }
        if (at >= text.length() || text.charAt(at) != '=' || at + 1 >= text.length()) {
            throw new VsctlException(text + ": argument does not end in \"=\" followed by a value.");
        }
        if (key.isPresent() && !column.isMap()) {
            throw new VsctlException("cannot specify key to set for non-map column " + column.name());
        }
        return new ColumnSetting(column, key, text.substring(at + 1));
    }

    private static int keyEnd(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '"';
            if (!quoted && text.charAt(i) == '=') {
                return i;
            }
        }
        return text.length();
    }

    static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    void applyTo(Row row, Symbols symbols) {
        String resolved = symbols.resolve(column, value);
        if (key.isPresent()) {
            row.put(column, Datum.map(Map.of(key.get(), unquoted(resolved))));
        } else {
            row.set(column.name(), column.read(resolved));
        }
    }
}
