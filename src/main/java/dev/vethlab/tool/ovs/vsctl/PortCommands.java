package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.tool.ovs.vsctl.Transaction.PortPlace;
import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Schema;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Commands about ports and interfaces. */
final class PortCommands {

    private PortCommands() {}

    static List<Command> all() {
        return List.of(
                Command.of("list-ports", 1, 1, PortCommands::list),
                Command.of("add-port", 2, Integer.MAX_VALUE, PortCommands::add, "--may-exist"),
                Command.of("del-port", 1, 2, PortCommands::delete, "--if-exists", "--with-iface"),
                Command.of(
                        "port-to-br",
                        1,
                        1,
                        (transaction, call) -> transaction.line(transaction
                                .port(call.argument(0))
                                .orElseThrow(() -> new VsctlException("no port named " + call.argument(0)))
                                .bridge()
                                .name())),
                Command.of("list-ifaces", 1, 1, PortCommands::listInterfaces),
                Command.of(
                        "iface-to-br",
                        1,
                        1,
                        (transaction, call) -> transaction.line(transaction
                                .portOfInterface(call.argument(0))
                                .orElseThrow(() -> new VsctlException("no interface named " + call.argument(0)))
                                .bridge()
                                .name())));
    }

    private static void list(Transaction transaction, Invocation call) {
        TreeSet<String> names = new TreeSet<>();
        transaction.portsOf(transaction.bridge(call.argument(0))).forEach(port -> names.add(port.name()));
        names.forEach(transaction::line);
    }

    private static void listInterfaces(Transaction transaction, Invocation call) {
        TreeSet<String> names = new TreeSet<>();
        transaction
                .portsOf(transaction.bridge(call.argument(0)))
                .forEach(port -> port.references("interfaces", transaction.database())
                        .forEach(iface -> names.add(iface.name())));
        names.forEach(transaction::line);
    }

    /** {@code check_conflicts}. */
    static void refuseConflict(Transaction transaction, String name, String what) {
        if (transaction.findBridge(name).isPresent()) {
            throw new VsctlException(what + " because a bridge named " + name + " already exists");
        }
        Optional<PortPlace> port = transaction.port(name);
        if (port.isPresent()) {
            throw new VsctlException(what + " because a port named " + name + " already exists on bridge "
                    + port.get().bridge().name());
        }
        Optional<PortPlace> iface = transaction.portOfInterface(name);
        if (iface.isPresent()) {
            throw new VsctlException(what + " because an interface named " + name + " already exists on bridge "
                    + iface.get().bridge().name());
        }
    }

    private static void add(Transaction transaction, Invocation call) {
        String bridgeName = call.argument(0);
        String name = call.argument(1);
        if (name.isEmpty()) {
            throw new VsctlException("port name must not be empty string");
        }
        Optional<PortPlace> known = call.has("--may-exist") ? transaction.port(name) : Optional.empty();
        if (known.isPresent()) {
            String actual = known.get().bridge().name();
            if (!actual.equals(bridgeName)) {
                throw new VsctlException(
                        "\"" + call.text() + "\" but " + name + " is actually attached to bridge " + actual);
            }
            return;
        }
        refuseConflict(transaction, name, "cannot create a port named " + name);
        Row bridge = transaction.bridge(bridgeName);
        Database database = transaction.database();
        Row iface = database.insert(Schema.INTERFACE);
        iface.set("name", name);
        Row port = database.insert(Schema.PORT);
        port.set("name", name);
        port.refer("interfaces", iface);
        for (String setting : call.arguments().subList(2, call.arguments().size())) {
            ColumnSetting.read(Schema.PORT, setting).applyTo(port, transaction.symbols());
        }
        bridge.refer("ports", port);
        transaction.expect(name);
        transaction.write();
    }

    private static void delete(Transaction transaction, Invocation call) {
        String name = call.argument(call.arguments().size() - 1);
        boolean must = !call.has("--if-exists");
        if (transaction.findBridge(name).isPresent()) {
            if (must) {
                throw new VsctlException("cannot delete port " + name + " because it is the local port for bridge "
                        + name + " (deleting this port requires deleting the entire bridge)");
            }
            return;
        }
        Optional<PortPlace> found = transaction.port(name);
        if (found.isEmpty() && call.has("--with-iface")) {
            found = transaction.portOfInterface(name);
        }
        if (found.isEmpty()) {
            if (must) {
                throw new VsctlException(
                        (call.has("--with-iface") ? "no port or interface named " : "no port named ") + name);
            }
            return;
        }
        PortPlace place = found.get();
        if (call.arguments().size() == 2 && transaction.bridge(call.argument(0)) != place.bridge()) {
            throw new VsctlException("bridge " + call.argument(0) + " does not have a port " + name);
        }
        delete(transaction.database(), place.bridge(), place.port());
        transaction.write();
    }

    /** Deletes a port and its interfaces. */
    static void delete(Database database, Row bridge, Row port) {
        port.references("interfaces", database).forEach(database::delete);
        bridge.forget("ports", port);
        database.delete(port);
    }
}
