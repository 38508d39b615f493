package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.vswitch.database.AtomType;
import dev.vethlab.vswitch.database.Column;
import dev.vethlab.vswitch.database.Datum;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Prints rows in one of the formats that {@code --format} names (lib/table.c). */
final class RowPrinter {

    private RowPrinter() {}

    static void print(Transaction transaction, List<Column> columns, List<Row> rows) {
        switch (transaction.style().format()) {
            case LIST -> list(transaction, columns, rows);
            case TABLE -> table(transaction, columns, rows);
            case CSV -> csv(transaction, columns, rows);
            case JSON -> json(transaction, columns, rows);
        }
    }

    private static void list(Transaction transaction, List<Column> columns, List<Row> rows) {
        boolean first = true;
        for (Row row : rows) {
            if (!first) {
                transaction.line("");
            }
            first = false;
            for (Column column : columns) {
                String value = transaction.style().write(row.get(column.name()), column);
                transaction.line(
                        transaction.style().headings()
                                ? String.format(Locale.ROOT, "%-20s: %s", column.name(), value)
                                : value);
            }
        }
    }

    private static void table(Transaction transaction, List<Column> columns, List<Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        List<String> headings = columns.stream().map(Column::name).toList();
        if (transaction.style().headings()) {
            lines.add(headings);
        }
        for (Row row : rows) {
            lines.add(columns.stream()
                    .map(column -> transaction.style().write(row.get(column.name()), column))
                    .toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (int number = 0; number < lines.size(); number++) {
            transaction.line(padded(lines.get(number), widths));
            if (number == 0 && transaction.style().headings()) {
                List<String> rule = new ArrayList<>();
                for (int width : widths) {
                    rule.add("-".repeat(width));
                }
                transaction.line(padded(rule, widths));
            }
        }
    }

    private static String padded(List<String> line, int[] widths) {
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < widths.length; i++) {
            boolean last = i == widths.length - 1;
            text.add(
                    last
                            ? line.get(i)
                            : line.get(i) + " ".repeat(widths[i] - line.get(i).length()));
        }
        return text.toString();
    }

    private static void csv(Transaction transaction, List<Column> columns, List<Row> rows) {
        if (transaction.style().headings()) {
            transaction.line(String.join(",", columns.stream().map(Column::name).toList()));
        }
        for (Row row : rows) {
            StringJoiner text = new StringJoiner(",");
            for (Column column : columns) {
                String value = transaction.style().write(row.get(column.name()), column);
                boolean quote = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n');
                text.add(quote ? "\"" + value.replace("\"", "\"\"") + "\"" : value);
            }
            transaction.line(text.toString());
        }
    }

    private static void json(Transaction transaction, List<Column> columns, List<Row> rows) {
        StringJoiner data = new StringJoiner(",", "{\"data\":[", "]");
        for (Row row : rows) {
            StringJoiner line = new StringJoiner(",", "[", "]");
            columns.forEach(column -> line.add(json(row.get(column.name()), column)));
            data.add(line.toString());
        }
        StringJoiner headings = new StringJoiner(",", ",\"headings\":[", "]}");
        columns.forEach(column -> headings.add("\"" + column.name() + "\""));
        transaction.line(data + headings.toString());
    }

    private static String json(Datum value, Column column) {
        if (!column.isMap() && value.atoms().size() == 1) {
            return atom(value.atoms().get(0));
        }
        StringJoiner text = new StringJoiner(",", column.isMap() ? "[\"map\",[" : "[\"set\",[", "]]");
        value.entries()
                .forEach((key, member) ->
                        text.add(column.isMap() ? "[" + atom(key) + "," + atom(member) + "]" : atom(key)));
        return text.toString();
    }

    private static String atom(Object atom) {
        if (atom instanceof Uuid) {
            return "[\"uuid\",\"" + atom + "\"]";
        }
        boolean plain = atom instanceof Long || atom instanceof Boolean;
        String text = atom.toString();
        return plain && !AtomType.isUuid(text)
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
