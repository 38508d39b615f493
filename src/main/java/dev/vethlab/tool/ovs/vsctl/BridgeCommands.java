package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.vswitch.database.Column;
import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.database.Datum;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Commands about bridges. */
final class BridgeCommands {

    private static final int ALL = Integer.MAX_VALUE;

    private BridgeCommands() {}

    static List<Command> all() {
        return List.of(
                Command.of("add-br", 1, 3, BridgeCommands::add, "--may-exist"),
                Command.of("del-br", 1, 1, BridgeCommands::delete, "--if-exists"),
                Command.of("list-br", 0, 0, BridgeCommands::list, "--real", "--fake"),
                Command.of("br-exists", 1, 1, BridgeCommands::exists),
                Command.of("br-to-vlan", 1, 1, (transaction, call) -> {
                    transaction.bridge(call.argument(0));
                    transaction.line("0");
                }),
                Command.of(
                        "br-to-parent",
                        1,
                        1,
                        (transaction, call) -> transaction.line(
                                transaction.bridge(call.argument(0)).name())),
                Command.of("br-set-external-id", 2, 3, BridgeCommands::setExternalId),
                Command.of("br-get-external-id", 1, 2, BridgeCommands::getExternalId),
                Command.of("get-fail-mode", 1, 1, BridgeCommands::getFailMode),
                Command.of("set-fail-mode", 2, 2, BridgeCommands::setFailMode),
                Command.of("del-fail-mode", 1, 1, (transaction, call) -> {
                    transaction.bridge(call.argument(0)).set("fail_mode", Datum.EMPTY);
                    transaction.write();
                }),
                Command.of("get-controller", 1, 1, BridgeCommands::getController),
                Command.of("set-controller", 1, ALL, BridgeCommands::setController),
                Command.of("del-controller", 1, 1, (transaction, call) -> {
                    clearController(transaction, transaction.bridge(call.argument(0)));
                    transaction.write();
                }));
    }

    private static void add(Transaction transaction, Invocation call) {
        String name = call.argument(0);
        if (name.isEmpty()) {
            throw new VsctlException("bridge name must not be empty string");
        }
        if (call.arguments().size() == 2) {
            throw new VsctlException("'add-br' command takes exactly 1 or 3 arguments");
        }
        if (call.arguments().size() > 2) {
            throw new VsctlException("bridges for one VLAN of another bridge are not simulated in this lab");
        }
        if (call.has("--may-exist") && transaction.findBridge(name).isPresent()) {
            return;
        }
        PortCommands.refuseConflict(transaction, name, "cannot create a bridge named " + name);
        Database database = transaction.database();
        Row iface = database.insert(Schema.INTERFACE);
        iface.set("name", name);
        iface.set("type", "internal");
        Row port = database.insert(Schema.PORT);
        port.set("name", name);
        port.refer("interfaces", iface);
        Row bridge = database.insert(Schema.BRIDGE);
        bridge.set("name", name);
        bridge.refer("ports", port);
        database.root().refer("bridges", bridge);
        transaction.expect(name);
        transaction.write();
    }

    private static void delete(Transaction transaction, Invocation call) {
        Optional<Row> bridge = transaction.findBridge(call.argument(0));
        if (bridge.isEmpty() && !call.has("--if-exists")) {
            throw new VsctlException("no bridge named " + call.argument(0));
        }
        bridge.ifPresent(going -> {
            Database database = transaction.database();
            for (Row port : going.references("ports", database)) {
                PortCommands.delete(database, going, port);
            }
            clearController(transaction, going);
            database.root().forget("bridges", going);
            database.delete(going);
            transaction.write();
        });
    }

    private static void list(Transaction transaction, Invocation call) {
        if (call.has("--fake")) {
            return;
        }
        TreeSet<String> names = new TreeSet<>();
        transaction.bridges().forEach(bridge -> names.add(bridge.name()));
        names.forEach(transaction::line);
    }

    private static void exists(Transaction transaction, Invocation call) {
        if (transaction.findBridge(call.argument(0)).isEmpty()) {
            throw new VsctlException("", 2);
        }
    }

    private static void setExternalId(Transaction transaction, Invocation call) {
        Row bridge = transaction.bridge(call.argument(0));
        Column column = Schema.columnNamed(Schema.BRIDGE, "external_ids");
        String key = call.argument(1);
        if (call.arguments().size() > 2) {
            bridge.put(column, Datum.map(Map.of(key, call.argument(2))));
        } else {
            bridge.get("external_ids")
                    .value(key)
                    .ifPresent(value -> bridge.remove(column, Datum.map(Map.of(key, value))));
        }
        transaction.write();
    }

    private static void getExternalId(Transaction transaction, Invocation call) {
        Datum ids = transaction.bridge(call.argument(0)).get("external_ids");
        if (call.arguments().size() > 1) {
            ids.value(call.argument(1)).ifPresent(transaction::line);
        } else {
            ids.entries().forEach((key, value) -> transaction.line(key + "=" + value));
        }
    }

    private static void getFailMode(Transaction transaction, Invocation call) {
        String mode = transaction.bridge(call.argument(0)).get("fail_mode").text();
        if (!mode.isEmpty()) {
            transaction.line(mode);
        }
    }

    private static void setFailMode(Transaction transaction, Invocation call) {
        Row bridge = transaction.bridge(call.argument(0));
        String mode = call.argument(1);
        if (!mode.equals("standalone") && !mode.equals("secure")) {
            throw new VsctlException("fail-mode must be \"standalone\" or \"secure\"");
        }
        bridge.set("fail_mode", mode);
        transaction.write();
    }

    private static void getController(Transaction transaction, Invocation call) {
        TreeSet<String> targets = new TreeSet<>();
        transaction
                .bridge(call.argument(0))
                .references("controller", transaction.database())
                .forEach(controller -> targets.add(controller.get("target").text()));
        targets.forEach(transaction::line);
    }

    private static void setController(Transaction transaction, Invocation call) {
        Row bridge = transaction.bridge(call.argument(0));
        clearController(transaction, bridge);
        for (String target : call.arguments().subList(1, call.arguments().size())) {
            Row controller = transaction.database().insert(Schema.CONTROLLER);
            controller.set("target", target);
            bridge.refer("controller", controller);
        }
        transaction.write();
    }

    private static void clearController(Transaction transaction, Row bridge) {
        Database database = transaction.database();
        bridge.references("controller", database).forEach(database::delete);
        bridge.set("controller", Datum.EMPTY);
    }
}
