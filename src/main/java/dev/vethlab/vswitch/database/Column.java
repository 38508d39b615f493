package dev.vethlab.vswitch.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A column and what it may hold ({@code struct ovsdb_column}).
 *
 * @param type what its members or keys are
 * @param isMap whether its keys have values, which are strings
 * @param least how many members it must have
 * @param most how many members it may have
 * @param allowed the only strings that it may hold, empty for any
 * @param lowest the least number that it may hold
 * @param highest the largest number that it may hold
 */
public record Column(
        String name,
        AtomType type,
        boolean isMap,
        int least,
        int most,
        List<String> allowed,
        long lowest,
        long highest) {

    /** Its value where none was set. */
    public Datum initial() {
        return least == 1 ? Datum.of(type.initial()) : Datum.EMPTY;
    }

    /** Reads a value ({@code ovsdb_datum_from_string}). */
    public Datum read(String text) {
        Map<Object, Object> entries = new TreeMap<>();
        for (String word : split(text.strip())) {
            if (isMap) {
                int equals = separator(word);
                Object key = check(type.read(word.substring(0, equals)));
                entries.put(key, AtomType.STRING.read(word.substring(equals + 1)));
            } else {
                readMembers(word, entries);
            }
        }
        Datum datum = new Datum(entries);
        if (entries.size() > most) {
            throw new DatabaseException("\"" + text + "\": " + entries.size() + " values given for " + name
                    + " but the maximum number is " + most);
        }
        if (entries.size() < least) {
            throw new DatabaseException(
                    "\"" + text + "\": " + entries.size() + " values given for " + name + " but one is required");
        }
        return datum;
    }

    private void readMembers(String word, Map<Object, Object> entries) {
        boolean ranges = type == AtomType.INTEGER && most > 1 && highest < most;
        int dash = ranges && !word.isEmpty() ? word.indexOf('-', 1) : -1;
        if (dash < 0) {
            Object atom = check(type.read(word));
            entries.put(atom, atom);
            return;
        }
        long from = (Long) check(type.read(word.substring(0, dash)));
        long to = (Long) check(type.read(word.substring(dash + 1)));
        for (long number = from; number <= to; number++) {
            entries.put(number, number);
        }
    }

    private int separator(String word) {
        int equals = word.startsWith("\"") ? word.indexOf('=', word.indexOf('"', 1)) : word.indexOf('=');
        if (equals < 0) {
            throw new DatabaseException(word + ": expected \"=\"");
        }
        return equals;
    }

    private Object check(Object atom) {
        if (atom instanceof Long number && (number < lowest || number > highest)) {
            throw new DatabaseException("constraint violation: " + number + " is not in the valid range " + lowest
                    + " to " + highest + " (inclusive)");
        }
        if (!allowed.isEmpty() && !allowed.contains(atom.toString())) {
            throw new DatabaseException("constraint violation: " + AtomType.write(atom)
                    + " is not one of the allowed values ([" + String.join(", ", allowed) + "])");
        }
        return atom;
    }

    /** The members between brackets, or without them; commas and blanks are between them. */
    private static List<String> split(String text) {
        boolean enclosed = text.startsWith("[") && text.endsWith("]") || text.startsWith("{") && text.endsWith("}");
        String inside = enclosed ? text.substring(1, text.length() - 1) : text;
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            boolean between = !quoted && (c == ',' || c == ' ');
            if (between) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            quoted ^= c == '"' && (i == 0 || inside.charAt(i - 1) != '\\');
            word.append(c);
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
