package dev.vethlab.vswitch.database;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The value of a column: a set, or a map ({@code struct ovsdb_datum}).
 *
 * @param entries what it holds, rising; the keys of a set stand for themselves
 */
public record Datum(Map<Object, Object> entries) {

    public static final Datum EMPTY = new Datum(Map.of());

    public Datum {
        TreeMap<Object, Object> sorted = new TreeMap<>(Datum::compare);
        sorted.putAll(entries);
        entries = Collections.unmodifiableMap(sorted);
    }

    /** Numbers by size, all else by its text. */
    private static int compare(Object left, Object right) {
        if (left instanceof Long number && right instanceof Long other) {
            return Long.compare(number, other);
        }
        return left.toString().compareTo(right.toString());
    }

    public static Datum of(Object atom) {
        return new Datum(Map.of(atom, atom));
    }

    public static Datum set(Collection<?> atoms) {
        Map<Object, Object> entries = new TreeMap<>(Datum::compare);
        atoms.forEach(atom -> entries.put(atom, atom));
        return new Datum(entries);
    }

    public static Datum map(Map<String, String> entries) {
        return new Datum(new TreeMap<>(entries));
    }

    /** Its members, or the keys of a map. */
    public List<Object> atoms() {
        return List.copyOf(entries.keySet());
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Its only member, as a text; empty where it has none. */
    public String text() {
        return entries.isEmpty() ? "" : entries.keySet().iterator().next().toString();
    }

    /** Its only member where that is a number. */
    public Optional<Long> number() {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of((Long) entries.keySet().iterator().next());
    }

    /** The value of a key. */
    public Optional<String> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(Object::toString);
    }

    /** Both together; where a key is in both, the other's value counts. */
    Datum plus(Datum other) {
        Map<Object, Object> all = new TreeMap<>(Datum::compare);
        all.putAll(entries);
        all.putAll(other.entries);
        return new Datum(all);
    }

    /** What is left without the other's members; a key of a map goes only with its value. */
    Datum minus(Datum other, boolean map) {
        Map<Object, Object> left = new TreeMap<>(Datum::compare);
        left.putAll(entries);
        other.entries.forEach((key, value) -> {
            if (!map || value.equals(left.get(key))) {
                left.remove(key);
            }
        });
        return new Datum(left);
    }

    /** As it is written ({@code ovsdb_datum_to_string}). */
    public String write(Column column) {
        if (column.isMap()) {
            StringJoiner text = new StringJoiner(", ", "{", "}");
            entries.forEach((key, value) -> text.add(AtomType.write(key) + "=" + AtomType.write(value)));
            return text.toString();
        }
        if (column.most() == 1 && entries.size() == 1) {
            return AtomType.write(entries.keySet().iterator().next());
        }
        StringJoiner text = new StringJoiner(", ", "[", "]");
        entries.keySet().forEach(atom -> text.add(AtomType.write(atom)));
        return text.toString();
    }

    /** As it is written for other programs: without brackets and quotes ({@code ovsdb_datum_to_bare}). */
    public String writeBare(Column column) {
        StringJoiner text = new StringJoiner(" ");
        entries.forEach((key, value) -> text.add(column.isMap() ? key + "=" + value : key.toString()));
        return text.toString();
    }
}
