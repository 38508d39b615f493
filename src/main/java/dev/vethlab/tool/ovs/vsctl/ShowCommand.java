package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.vswitch.database.Column;
import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.database.Datum;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code show}: an overview ({@code cmd_show}). */
final class ShowCommand {

    private static final int INDENT = 4;

    private ShowCommand() {}

    /** A table, what of its rows is shown, and the tables of rows that they refer to. */
    private record Shown(String table, List<String> columns) {}

    private static Shown of(String table) {
        return switch (table) {
            case Schema.BRIDGE -> new Shown(table, List.of("controller", "datapath_type", "fail_mode", "ports"));
            case Schema.PORT -> new Shown(table, List.of("tag", "trunks", "interfaces"));
            case Schema.INTERFACE -> new Shown(table, List.of("type", "options", "error"));
            case Schema.CONTROLLER -> new Shown(table, List.of("is_connected"));
            default -> new Shown(table, List.of("manager_options", "bridges", "ovs_version"));
        };
    }

    static void show(Transaction transaction, Invocation call) {
        Row root = transaction.database().root();
        transaction.line(root.uuid().toString());
        columns(transaction, root, 1);
    }

    private static void columns(Transaction transaction, Row row, int level) {
        Database database = transaction.database();
        for (String name : of(row.table()).columns()) {
            Column column = Schema.columnNamed(row.table(), name);
            Datum value = row.get(name);
            List<Row> references = new ArrayList<>();
            if (column.type() == dev.vethlab.vswitch.database.AtomType.UUID) {
                references.addAll(row.references(name, database));
                references.sort(Comparator.comparing(ShowCommand::title));
            }
            if (!references.isEmpty()) {
                references.forEach(reference -> {
                    transaction.line(" ".repeat(level * INDENT) + reference.table() + " " + title(reference));
                    columns(transaction, reference, level + 1);
                });
            } else if (!value.equals(column.initial())) {
                transaction.line(" ".repeat(level * INDENT) + name + ": " + value.write(column));
            }
        }
    }

    private static String title(Row row) {
        String name = row.table().equals(Schema.CONTROLLER) ? "target" : "name";
        return row.get(name).write(Schema.columnNamed(row.table(), name));
    }
}
