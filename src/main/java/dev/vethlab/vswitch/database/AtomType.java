package dev.vethlab.vswitch.database;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a single value may be ({@code enum ovsdb_atomic_type}). */
public enum AtomType {
    INTEGER,
    BOOLEAN,
    STRING,
    UUID;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Whether a text is a UUID. */
    public static boolean isUuid(String text) {
        return UUID_TEXT.matcher(text).matches();
    }

    /** Reads a value ({@code ovsdb_atom_from_string}). */
    Object read(String text) {
        switch (this) {
            case INTEGER:
                try {
                    return Long.decode(text);
                } catch (NumberFormatException bad) {
                    throw new DatabaseException("\"" + text + "\" is not a valid integer or range");
                }
            case BOOLEAN:
                return readBoolean(text);
            case UUID:
                if (!isUuid(text)) {
                    throw new DatabaseException("\"" + text + "\" is not a valid UUID");
                }
                return new Uuid(text.toLowerCase(Locale.ROOT));
            default:
                return readString(text);
        }
    }

    private static Object readBoolean(String text) {
        return switch (text) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default ->
                throw new DatabaseException("\"" + text + "\" is not a valid boolean (use \"true\" or \"false\")");
        };
    }

    private static Object readString(String text) {
        if (text.isEmpty()) {
            throw new DatabaseException(
                    "An empty string is not valid as input; use \"\" to represent the empty string");
        }
        if (text.startsWith("\"")) {
            if (text.length() < 2 || !text.endsWith("\"")) {
                throw new DatabaseException(text + ": missing quote at end of quoted string");
            }
            return text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
        }
        return text;
    }

    /** Writes a value: a string in quotes where it would not be read as itself ({@code ovsdb_atom_to_string}). */
    static String write(Object atom) {
        if (!(atom instanceof String text)) {
            return atom.toString();
        }
        boolean plain = PLAIN.matcher(text).matches() && !text.equals("true") && !text.equals("false") && !isUuid(text);
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A single value of a column that was never set. */
    Object initial() {
        return switch (this) {
            case INTEGER -> 0L;
            case BOOLEAN -> false;
            case STRING -> "";
            case UUID -> Uuid.ZERO;
        };
    }
}
