package dev.vethlab.vswitch.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of a table. */
public final class Row {

    private final String table;
    private final Uuid uuid;
    private final Map<String, Datum> values;

    Row(String table, Uuid uuid, Map<String, Datum> values) {
        this.table = table;
        this.uuid = uuid;
        this.values = values;
    }

    static Row create(String table, Uuid uuid) {
        Map<String, Datum> values = new LinkedHashMap<>();
        Schema.columns(table).forEach(column -> values.put(column.name(), column.initial()));
        return new Row(table, uuid, values);
    }

    Row copy() {
        return new Row(table, uuid, new LinkedHashMap<>(values));
    }

    public String table() {
        return table;
    }

    public Uuid uuid() {
        return uuid;
    }

    /** The name of the row where it has one. */
    public String name() {
        return get("name").text();
    }

    public Datum get(String column) {
        if (column.equals("_uuid")) {
            return Datum.of(uuid);
        }
        return values.getOrDefault(column, Datum.EMPTY);
    }

    public void set(String column, Datum value) {
        values.put(column, value);
    }

    /** Sets a column to a single value. */
    public void set(String column, Object atom) {
        values.put(column, Datum.of(atom));
    }

    /** Adds members or keys; those of a map that are there keep their values ({@code add}). */
    public void add(Column column, Datum more) {
        Datum now = get(column.name());
        values.put(column.name(), column.isMap() ? more.plus(now) : now.plus(more));
    }

    /** Adds keys of a map, or gives them other values. */
    public void put(Column column, Datum more) {
        values.put(column.name(), get(column.name()).plus(more));
    }

    public void remove(Column column, Datum going) {
        values.put(column.name(), get(column.name()).minus(going, column.isMap()));
    }

    /** Adds a reference to another row. */
    public void refer(String column, Row other) {
        values.put(column, get(column).plus(Datum.of(other.uuid)));
    }

    /** Takes a reference to another row away. */
    public void forget(String column, Row other) {
        values.put(column, get(column).minus(Datum.of(other.uuid), false));
    }

    boolean refersTo(Uuid other) {
        return values.values().stream()
                .anyMatch(value ->
                        value.entries().containsKey(other) || value.entries().containsValue(other.toString()));
    }

    /** The rows that it refers to, of a database. */
    public List<Row> references(String column, Database database) {
        return get(column).atoms().stream()
                .map(atom -> database.row((Uuid) atom))
                .filter(java.util.Optional::isPresent)
                .map(java.util.Optional::get)
                .toList();
    }
}
