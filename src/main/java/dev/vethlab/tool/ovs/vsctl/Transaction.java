package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the commands of one call work on ({@code struct vsctl_context}). */
final class Transaction {

    private final Database database;
    private final TableStyle style;
    private final StringBuilder output = new StringBuilder();
    private final Set<String> expected = new LinkedHashSet<>();
    private final Symbols symbols;
    private final List<String> warnings = new ArrayList<>();
    private boolean written;

    Transaction(Database database, TableStyle style) {
        this.database = database;
        this.style = style;
        this.symbols = new Symbols(database);
    }

    Database database() {
        return database;
    }

    Symbols symbols() {
        return symbols;
    }

    TableStyle style() {
        return style;
    }

    /** What the commands have printed. */
    StringBuilder output() {
        return output;
    }

    void line(String text) {
        output.append(text).append('\n');
    }

    /** Notes a line for the log, which goes to standard error. */
    void warn(String line) {
        warnings.add(line);
    }

    List<String> warnings() {
        return warnings;
    }

    /** Notes that the database is another one now. */
    void write() {
        written = true;
    }

    boolean isWritten() {
        return written;
    }

    /** Has the daemon's verdict on an interface told at the end ({@code post_db_reload_expect_iface}). */
    void expect(String iface) {
        expected.add(iface);
    }

    Set<String> expected() {
        return expected;
    }

    Row bridge(String name) {
        return findBridge(name).orElseThrow(() -> new VsctlException("no bridge named " + name));
    }

    Optional<Row> findBridge(String name) {
        return database.named(Schema.BRIDGE, name)
                .filter(row -> database.root().get("bridges").atoms().contains(row.uuid()));
    }

    List<Row> bridges() {
        return database.root().references("bridges", database);
    }

    /** The ports of a bridge without its own. */
    List<Row> portsOf(Row bridge) {
        List<Row> ports = new ArrayList<>(bridge.references("ports", database));
        ports.removeIf(port -> port.name().equals(bridge.name()));
        return ports;
    }

    /** The port of that name, and the bridge that it is in. */
    Optional<PortPlace> port(String name) {
        for (Row bridge : bridges()) {
            for (Row port : portsOf(bridge)) {
                if (port.name().equals(name)) {
                    return Optional.of(new PortPlace(bridge, port));
                }
            }
        }
        return Optional.empty();
    }

    /** The port that an interface of that name is in. */
    Optional<PortPlace> portOfInterface(String name) {
        for (Row bridge : bridges()) {
            for (Row port : portsOf(bridge)) {
                if (port.references("interfaces", database).stream()
                        .anyMatch(iface -> iface.name().equals(name))) {
                    return Optional.of(new PortPlace(bridge, port));
                }
            }
        }
        return Optional.empty();
    }

    /** A port and its bridge. */
    record PortPlace(Row bridge, Row port) {}
}
