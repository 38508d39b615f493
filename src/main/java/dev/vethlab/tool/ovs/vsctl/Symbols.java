package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.vswitch.database.AtomType;
import dev.vethlab.vswitch.database.Column;
import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.database.Uuid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of rows that are known in one call alone: {@code @NAME} ({@code struct ovsdb_symbol_table}). */
final class Symbols {

    private static final Pattern SYMBOL = Pattern.compile("@[A-Za-z0-9_.-]+");

    private static final class Symbol {
        Uuid uuid;
        boolean made;

        Symbol(Uuid uuid) {
            this.uuid = uuid;
        }
    }

    private final Database database;
    private final Map<String, Symbol> byName = new LinkedHashMap<>();

    Symbols(Database database) {
        this.database = database;
    }

    private Symbol symbol(String name) {
        return byName.computeIfAbsent(name, unused -> new Symbol(database.reserve()));
    }

    /** A name for a row that is made now; what has been said of it before counts for that row. */
    Uuid make(String name) {
        Symbol symbol = symbol(checked(name));
        symbol.made = true;
        return symbol.uuid;
    }

    /** A name for a row that is there ({@code get} with {@code --id}). */
    void bind(String name, Uuid uuid) {
        boolean used = byName.containsKey(name);
        Symbol symbol = symbol(checked(name));
        if (used && !symbol.made) {
            throw new VsctlException(
                    "row id \"" + name + "\" specified on \"get\" command was used before it was defined");
        }
        symbol.uuid = uuid;
        symbol.made = true;
    }

    private String checked(String name) {
        Symbol known = byName.get(name);
        if (known != null && known.made) {
            throw new VsctlException("row id \"" + name + "\" may only be specified on one --id option");
        }
        if (!name.startsWith("@")) {
            throw new VsctlException("row id \"" + name + "\" does not begin with \"@\"");
        }
        return name;
    }

    /** A value with the rows that it names. */
    String resolve(Column column, String value) {
        if (column.type() != AtomType.UUID && !column.isMap() || value.indexOf('@') < 0) {
            return value;
        }
        return SYMBOL.matcher(value)
                .replaceAll(match ->
                        Matcher.quoteReplacement(symbol(match.group()).uuid.toString()));
    }

    /** Refuses names that nothing was made for. */
    void check() {
        byName.forEach((name, symbol) -> {
            if (!symbol.made) {
                throw new VsctlException("row id \"" + name + "\" is referenced but never created (e.g. with \"-- --id="
                        + name + " create ...\")");
            }
        });
    }
}
