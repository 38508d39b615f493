package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.vswitch.database.Column;
import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.database.Datum;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Schema;
import dev.vethlab.vswitch.database.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Commands about rows of any table (lib/db-ctl-base.c). */
final class RecordCommands {

    private static final int ALL = Integer.MAX_VALUE;

    /** Tables whose rows last though nothing refers to them. */
    private static final Set<String> ROOTS = Set.of(Schema.QOS, Schema.QUEUE);

    private RecordCommands() {}

    static List<Command> all() {
        return List.of(
                Command.of("get", 2, ALL, RecordCommands::get, "--if-exists", "--id="),
                Command.of("create", 2, ALL, RecordCommands::create, "--id="),
                Command.of("set", 3, ALL, RecordCommands::set, "--if-exists"),
                Command.of("add", 4, ALL, RecordCommands::add, "--if-exists"),
                Command.of("remove", 4, ALL, RecordCommands::remove, "--if-exists"),
                Command.of("clear", 3, ALL, RecordCommands::clear, "--if-exists"),
                Command.of("destroy", 1, ALL, RecordCommands::destroy, "--if-exists", "--all"),
                Command.of("list", 1, ALL, ListCommands::list, "--if-exists", "--columns="),
                Command.of("find", 1, ALL, ListCommands::find, "--columns="),
                Command.of("wait-until", 2, ALL, ListCommands::waitUntil),
                Command.of("comment", 0, ALL, (transaction, call) -> {}),
                Command.of("init", 0, 0, (transaction, call) -> {}),
                Command.of("emer-reset", 0, 0, RecordCommands::emergencyReset),
                Command.of("show", 0, 0, ShowCommand::show));
    }

    /** The row that a command is about; empty where there is none and that is no fault. */
    private static Optional<Row> row(Transaction transaction, Invocation call, String table) {
        Optional<Row> row = transaction.database().find(table, call.argument(1));
        if (row.isEmpty() && !call.has("--if-exists")) {
            throw new VsctlException("no row \"" + call.argument(1) + "\" in table " + table);
        }
        return row;
    }

    private static void get(Transaction transaction, Invocation call) {
        String table = Schema.tableNamed(call.argument(0));
        Optional<Row> found = row(transaction, call, table);
        if (found.isEmpty()) {
            return;
        }
        Row row = found.get();
        call.option("--id").ifPresent(name -> transaction.symbols().bind(name, row.uuid()));
        for (String text : call.arguments().subList(2, call.arguments().size())) {
            int colon = text.indexOf(':');
            Column column = Schema.columnNamed(table, colon < 0 ? text : text.substring(0, colon));
            Datum value = row.get(column.name());
            if (colon < 0) {
                transaction.line(transaction.style().write(value, column));
                continue;
            }
            if (!column.isMap()) {
                throw new VsctlException("cannot specify key to get for non-map column " + column.name());
            }
            String key = ColumnSetting.unquoted(text.substring(colon + 1));
            Optional<Object> member = Optional.ofNullable(value.entries().get(key));
            if (member.isEmpty() && !call.has("--if-exists")) {
                throw new VsctlException("no key \"" + key + "\" in " + table + " record \"" + call.argument(1)
                        + "\" column " + column.name());
            }
            Column single = Schema.columnNamed(Schema.BRIDGE, "name");
            transaction.line(member.map(atom -> transaction.style().write(Datum.of(atom), single))
                    .orElse(""));
        }
    }

    private static void set(Transaction transaction, Invocation call) {
        String table = Schema.tableNamed(call.argument(0));
        row(transaction, call, table).ifPresent(row -> {
            for (String setting : call.arguments().subList(2, call.arguments().size())) {
                ColumnSetting.read(table, setting).applyTo(row, transaction.symbols());
            }
            transaction.write();
        });
    }

    private static void add(Transaction transaction, Invocation call) {
        String table = Schema.tableNamed(call.argument(0));
        row(transaction, call, table).ifPresent(row -> {
            Column column = Schema.columnNamed(table, call.argument(2));
            for (String value : call.arguments().subList(3, call.arguments().size())) {
                row.add(column, column.read(transaction.symbols().resolve(column, value)));
            }
            int size = row.get(column.name()).entries().size();
            if (size > column.most()) {
                throw new VsctlException("\"add\" operation would put " + size + " values in column " + column.name()
                        + " of table " + table + " but the maximum number is " + column.most());
            }
            transaction.write();
        });
    }

    private static void remove(Transaction transaction, Invocation call) {
        String table = Schema.tableNamed(call.argument(0));
        row(transaction, call, table).ifPresent(row -> {
            Column column = Schema.columnNamed(table, call.argument(2));
            for (String value : call.arguments().subList(3, call.arguments().size())) {
                row.remove(column, going(row, column, value));
            }
            int size = row.get(column.name()).entries().size();
            if (size < column.least()) {
                throw new VsctlException("\"remove\" operation would put " + size + " values in column " + column.name()
                        + " of table " + table + " but the minimum number is " + column.least());
            }
            transaction.write();
        });
    }

    /** A key of a map may be given without its value. */
    private static Datum going(Row row, Column column, String value) {
        if (!column.isMap() || value.indexOf('=') >= 0) {
            return column.read(value);
        }
        String key = ColumnSetting.unquoted(value);
        return row.get(column.name())
                .value(key)
                .map(present -> Datum.map(Map.of(key, present)))
                .orElse(Datum.EMPTY);
    }

    private static void clear(Transaction transaction, Invocation call) {
        String table = Schema.tableNamed(call.argument(0));
        row(transaction, call, table).ifPresent(row -> {
            for (String name : call.arguments().subList(2, call.arguments().size())) {
                Column column = Schema.columnNamed(table, name);
                if (column.least() > 0) {
                    throw new VsctlException("\"clear\" operation cannot be applied to column " + column.name()
                            + " of table " + table + ", which is not allowed to be empty");
                }
                row.set(column.name(), Datum.EMPTY);
            }
            transaction.write();
        });
    }

    /** {@code cmd_create}: what is not named, and so never referred to, does not last unless its table is one of roots. */
    private static void create(Transaction transaction, Invocation call) {
        String table = Schema.tableNamed(call.argument(0));
        Optional<String> name = call.option("--id");
        if (name.isEmpty() && !ROOTS.contains(table)) {
            transaction.warn("db_ctl_base|WARN|applying \"create\" command to table " + table
                    + " without --id option will have no effect");
        }
        Database database = transaction.database();
        Uuid uuid = name.map(transaction.symbols()::make).orElseGet(database::reserve);
        Row row = database.insert(table, uuid);
        for (String setting : call.arguments().subList(1, call.arguments().size())) {
            ColumnSetting.read(table, setting).applyTo(row, transaction.symbols());
        }
        transaction.line(uuid.toString());
        transaction.write();
    }

    private static void destroy(Transaction transaction, Invocation call) {
        String table = Schema.tableNamed(call.argument(0));
        Database database = transaction.database();
        List<Row> going = new ArrayList<>(call.has("--all") ? database.rows(table) : List.of());
        for (String word : call.arguments().subList(1, call.arguments().size())) {
            Optional<Row> row = database.find(table, word);
            if (row.isEmpty() && !call.has("--if-exists")) {
                throw new VsctlException("no row \"" + word + "\" in table " + table);
            }
            row.ifPresent(going::add);
        }
        for (Row row : going) {
            destroy(database, row);
            transaction.write();
        }
    }

    private static void destroy(Database database, Row row) {
        if (row.table().equals(Schema.CONTROLLER)) {
            database.rows(Schema.BRIDGE).forEach(bridge -> bridge.forget("controller", row));
        } else if (!ROOTS.contains(row.table())) {
            throw new VsctlException("rows of table " + row.table() + " go with those that refer to them in this lab");
        }
        long references = database.references(row);
        if (references > 0) {
            throw new VsctlException("transaction error: {\"details\":\"cannot delete " + row.table() + " row "
                    + row.uuid() + " because of " + references + " remaining reference(s)\",\"error\":\"referential"
                    + " integrity violation\"}");
        }
        database.delete(row);
    }

    /** Leaves ports and addresses and clears what controllers do ({@code cmd_emer_reset}). */
    private static void emergencyReset(Transaction transaction, Invocation call) {
        Database database = transaction.database();
        for (Row bridge : database.rows(Schema.BRIDGE)) {
            bridge.references("controller", database).forEach(database::delete);
            for (String column :
                    List.of("controller", "fail_mode", "mirrors", "netflow", "sflow", "ipfix", "flood_vlans")) {
                bridge.set(column, Datum.EMPTY);
            }
            Optional<String> address = bridge.get("other_config").value("hwaddr");
            bridge.set(
                    "other_config",
                    address.map(mac -> Datum.map(Map.of("hwaddr", mac))).orElse(Datum.EMPTY));
        }
        for (Row port : database.rows(Schema.PORT)) {
            port.set("other_config", Datum.EMPTY);
        }
        transaction.write();
    }
}
