package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.vswitch.database.AtomType;
import dev.vethlab.vswitch.database.Column;
import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.database.Datum;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that look rows up: {@code list}, {@code find}, {@code wait-until}. */
final class ListCommands {

    private static final Pattern CONDITION = Pattern.compile("([^:=!<>]+)(?::([^=!<>]+))?(=|!=|<=|>=|<|>)(.*)");

    private ListCommands() {}

    static void list(Transaction transaction, Invocation call) {
        String table = Schema.tableNamed(call.argument(0));
        Database database = transaction.database();
        List<Row> rows = new ArrayList<>();
        for (String word : call.arguments().subList(1, call.arguments().size())) {
            Optional<Row> row = database.find(table, word);
            if (row.isEmpty() && !call.has("--if-exists")) {
                throw new VsctlException("no row \"" + word + "\" in table " + table);
            }
            row.ifPresent(rows::add);
        }
        RowPrinter.print(transaction, columns(table, call), call.arguments().size() > 1 ? rows : database.rows(table));
    }

    private static List<Column> columns(String table, Invocation call) {
        Optional<String> wanted = call.option("--columns");
        List<Column> columns = new ArrayList<>();
        if (wanted.isEmpty()) {
            columns.add(Schema.columnNamed(table, "_uuid"));
            columns.addAll(Schema.columns(table));
        } else {
            for (String name : wanted.get().split("[, ]+")) {
                columns.add(Schema.columnNamed(table, name));
            }
        }
        return columns;
    }

    static void find(Transaction transaction, Invocation call) {
        String table = Schema.tableNamed(call.argument(0));
        List<Row> rows = new ArrayList<>();
        for (Row row : transaction.database().rows(table)) {
            if (holds(table, row, call.arguments().subList(1, call.arguments().size()))) {
                rows.add(row);
            }
        }
        RowPrinter.print(transaction, columns(table, call), rows);
    }

    /** Time does not pass between the commands of a call: what does not hold now never will. */
    static void waitUntil(Transaction transaction, Invocation call) {
        String table = Schema.tableNamed(call.argument(0));
        Optional<Row> row = transaction.database().find(table, call.argument(1));
        boolean holds = row.isPresent()
                && holds(
                        table,
                        row.get(),
                        call.arguments().subList(2, call.arguments().size()));
        if (!holds) {
            throw new NeverTrue();
        }
    }

    /** A condition that is waited for in vain. */
    static final class NeverTrue extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private static boolean holds(String table, Row row, List<String> conditions) {
        for (String condition : conditions) {
            if (!holds(table, row, condition)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(String table, Row row, String condition) {
        Matcher matcher = CONDITION.matcher(condition);
        if (!matcher.matches()) {
            throw new VsctlException(
                    condition + ": argument does not end in \"=\", \"!=\", \"<\", \">\", \"<=\", \">=\", "
                            + "\"{=}\", \"{!=}\", \"{<}\", \"{>}\", \"{<=}\", or \"{>=}\" followed by a value.");
        }
        Column column = Schema.columnNamed(table, matcher.group(1));
        Datum value = row.get(column.name());
        String operator = matcher.group(3);
        if (matcher.group(2) != null) {
            Optional<String> member = value.value(ColumnSetting.unquoted(matcher.group(2)));
            return member.isPresent()
                    && compares(member.get().compareTo(ColumnSetting.unquoted(matcher.group(4))), operator);
        }
        Datum wanted = column.read(matcher.group(4));
        if (column.type() == AtomType.INTEGER
                && value.number().isPresent()
                && wanted.number().isPresent()) {
            return compares(Long.compare(value.number().get(), wanted.number().get()), operator);
        }
        return compares(value.equals(wanted) ? 0 : 1, operator);
    }

    private static boolean compares(int order, String operator) {
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            default -> order >= 0;
        };
    }
}
