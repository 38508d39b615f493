package dev.vethlab.vswitch.database;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All rows ({@code ovsdb-server}). A transaction works on a copy, which takes the place of the original when it succeeds. */
public final class Database {

    private final long seed;
    private long inserted;
    private final Map<Uuid, Row> rows = new LinkedHashMap<>();

    /**
     * A database as it is after {@code ovs-vsctl init}: with one row that is the root of all others.
     *
     * @param seed decides the names of rows, which a transaction that fails does not use up
     */
    public Database(long seed) {
        this.seed = seed;
        insert(Schema.ROOT);
    }

    private Database(Database other) {
        this.seed = other.seed;
        this.inserted = other.inserted;
        other.rows.forEach((uuid, row) -> rows.put(uuid, row.copy()));
    }

    public Database copy() {
        return new Database(this);
    }

    /** The only row of the root's table. */
    public Row root() {
        return rows(Schema.ROOT).get(0);
    }

    /** The rows of a table, oldest first. */
    public List<Row> rows(String table) {
        return rows.values().stream().filter(row -> row.table().equals(table)).toList();
    }

    public Optional<Row> row(Uuid uuid) {
        return Optional.ofNullable(rows.get(uuid));
    }

    /** The row of that name. */
    public Optional<Row> named(String table, String name) {
        return rows(table).stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** The row that a word means: by UUID, by name, or the only one. */
    public Optional<Row> find(String table, String word) {
        if (AtomType.isUuid(word)) {
            return row(new Uuid(word)).filter(row -> row.table().equals(table));
        }
        if (word.equals(".")) {
            return rows(table).stream().findFirst();
        }
        String unquoted = word.startsWith("\"") ? (String) AtomType.STRING.read(word) : word;
        if (table.equals(Schema.CONTROLLER)) {
            return named(Schema.BRIDGE, unquoted)
                    .flatMap(bridge ->
                            bridge.references("controller", this).stream().findFirst());
        }
        return named(table, unquoted);
    }

    public Row insert(String table) {
        return insert(table, reserve());
    }

    /** A name for a row that is yet to come. */
    public Uuid reserve() {
        return Uuid.of(seed, ++inserted);
    }

    /** A new row of a name that was reserved for it. */
    public Row insert(String table, Uuid reserved) {
        Row row = Row.create(table, reserved);
        rows.put(reserved, row);
        return row;
    }

    /** How often a row is referred to. */
    public long references(Row to) {
        return rows.values().stream().filter(row -> row.refersTo(to.uuid())).count();
    }

    /** Takes away what nobody refers to, and references to what is gone ({@code ovsdb_txn_gc}). */
    public void sweep() {
        Set<Object> mirrors = new HashSet<>();
        rows(Schema.BRIDGE)
                .forEach(bridge -> mirrors.addAll(bridge.get("mirrors").atoms()));
        rows.values().removeIf(row -> row.table().equals(Schema.MIRROR) && !mirrors.contains(row.uuid()));
        for (Row mirror : rows(Schema.MIRROR)) {
            for (String column : List.of("output_port", "select_src_port", "select_dst_port")) {
                List<Object> kept = mirror.get(column).atoms().stream()
                        .filter(atom -> rows.containsKey(atom))
                        .toList();
                mirror.set(column, Datum.set(kept));
            }
        }
    }

    public void delete(Row row) {
        rows.remove(row.uuid());
    }
}
