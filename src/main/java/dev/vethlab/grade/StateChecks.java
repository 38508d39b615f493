package dev.vethlab.grade;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.lab.CommandResult;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.LabSession;
import dev.vethlab.lab.ShellQuoting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is in a lab: settings, addresses, routes, neighbours, interfaces, and what commands print. */
final class StateChecks {

    private static final int COMMAND_NOT_FOUND = 127;

    private final LabSession session;
    private final Check check;

    private StateChecks(LabSession session, Check check) {
        this.session = session;
        this.check = check;
    }

    static Finding look(LabSession session, Check check) {
        return new StateChecks(session, check).look();
    }

    private Finding look() {
        Check.Sysctl sysctl = check.sysctl();
        if (sysctl != null) {
            return in(sysctl.namespace(), namespace -> sysctl(sysctl));
        }
        Check.Address address = check.address();
        if (address != null) {
            return in(address.namespace(), namespace -> address(namespace, address));
        }
        Check.Route route = check.route();
        if (route != null) {
            return in(route.namespace(), namespace -> route(route));
        }
        Check.Neighbor neighbor = check.neighbor();
        if (neighbor != null) {
            return in(neighbor.namespace(), namespace -> neighbor(neighbor));
        }
        Check.Link link = check.link();
        if (link != null) {
            return in(link.namespace(), namespace -> link(namespace, link));
        }
        Check.FdbEntry entry = check.fdb();
        if (entry != null) {
            return in(entry.namespace(), namespace -> fdb(entry));
        }
        Check.Command command = check.command();
        return command == null
                ? Finding.failed("the check asks for nothing")
                : in(command.namespace(), namespace -> command(command));
    }

    private interface Look {

        Finding at(Namespace namespace);
    }

    private Finding in(@Nullable String name, Look look) {
        Optional<Namespace> namespace = Places.find(session.kernel(), Places.orHost(name));
        return namespace.isPresent() ? look.at(namespace.get()) : holds(false, Places.missing(Places.orHost(name)), "");
    }

    private Finding holds(boolean holds, String detail, String evidence) {
        return Finding.of(holds, !check.isNegative(), detail, evidence);
    }

    private CommandResult run(@Nullable String namespace, String... words) {
        return session.run(ShellQuoting.join(Commands.in(Places.orHost(namespace), Arrays.asList(words))));
    }

    private Finding sysctl(Check.Sysctl wanted) {
        CommandResult result = run(wanted.namespace(), "sysctl", "-n", wanted.name());
        if (!result.succeeded()) {
            return Finding.failed(result.stderr().strip());
        }
        String value = result.stdout().strip().replace('\t', ' ');
        String expected = check.equals();
        return holds(
                expected == null || value.equals(expected.strip().replace('\t', ' ')),
                wanted.name() + " is " + value
                        + (expected == null
                                ? ""
                                : ", and " + (check.isNegative() ? "not " : "") + expected + " is asked for"),
                wanted.name() + " = " + value);
    }

    private Finding address(Namespace namespace, Check.Address wanted) {
        List<String> all = new ArrayList<>();
        boolean found = false;
        for (NetDevice device : namespace.net().devices().all()) {
            InDevice inet = namespace.inet().of(device);
            boolean asked = wanted.device() == null || device.name().equals(wanted.device());
            for (Ifaddr address : inet == null || !asked ? List.<Ifaddr>of() : inet.addresses()) {
                String local = address.local().toString();
                String whole = local + "/" + address.prefixLength();
                all.add(whole + " dev " + device.name());
                found |= wanted.address().equals(local) || wanted.address().equals(whole);
            }
        }
        return holds(
                found,
                Places.orHost(wanted.namespace())
                        + (wanted.device() == null ? "" : "/" + wanted.device())
                        + (found ? " has " : " does not have ")
                        + wanted.address(),
                String.join("\n", all));
    }

    private Finding route(Check.Route wanted) {
        String table = wanted.table() == null ? "main" : wanted.table();
        boolean lookup = wanted.table() == null
                && Ipv4Address.parse(wanted.destination()).isPresent();
        CommandResult result = lookup
                ? run(wanted.namespace(), "ip", "-o", "route", "get", wanted.destination())
                : run(wanted.namespace(), "ip", "-o", "route", "show", "table", table);
        boolean found = false;
        for (String line : result.stdout().lines().toList()) {
            List<String> words = Arrays.asList(line.strip().split("\\s+"));
            found |= (lookup || words.contains(wanted.destination()) && words.indexOf(wanted.destination()) <= 1)
                    && follows(words, "via", wanted.via())
                    && follows(words, "dev", wanted.device());
        }
        String where = (wanted.via() == null ? "" : " via " + wanted.via())
                + (wanted.device() == null ? "" : " dev " + wanted.device());
        return holds(
                found,
                Places.orHost(wanted.namespace())
                        + (lookup
                                ? (found ? " sends" : " does not send") + " to " + wanted.destination() + where
                                : (found ? " has" : " has not") + " the route " + wanted.destination() + where
                                        + " in table " + table),
                (result.stdout() + result.stderr()).strip());
    }

    /** Whether the words have a key followed by a value; true where no value is asked for. */
    private static boolean follows(List<String> words, String key, @Nullable String value) {
        int at = words.indexOf(key);
        return value == null
                || at >= 0 && at + 1 < words.size() && words.get(at + 1).equals(value);
    }

    private Finding neighbor(Check.Neighbor wanted) {
        CommandResult result = run(wanted.namespace(), "ip", "neigh", "show");
        boolean found = false;
        for (String line : result.stdout().lines().toList()) {
            List<String> words = Arrays.asList(line.strip().split("\\s+"));
            found |= words.get(0).equals(wanted.address())
                    && follows(words, "dev", wanted.device())
                    && follows(
                            words,
                            "lladdr",
                            wanted.mac() == null ? null : wanted.mac().toLowerCase(Locale.ROOT))
                    && (wanted.state() == null || words.contains(wanted.state().toUpperCase(Locale.ROOT)));
        }
        return holds(
                found,
                Places.orHost(wanted.namespace()) + (found ? " has" : " does not have") + " the neighbour "
                        + wanted.address(),
                result.stdout().strip());
    }

    private Finding link(Namespace namespace, Check.Link wanted) {
        String place = Places.orHost(wanted.namespace()) + "/" + wanted.name();
        Optional<NetDevice> found = namespace.net().devices().byName(wanted.name());
        if (found.isEmpty()) {
            String all = namespace.net().devices().all().stream()
                    .map(NetDevice::name)
                    .collect(Collectors.joining(" "));
            return holds(false, "there is no interface " + place, all);
        }
        NetDevice device = found.get();
        List<String> differences = new ArrayList<>();
        compare(differences, "kind", wanted.kind(), device.isLoopback() ? "loopback" : device.kind());
        compare(differences, "up", wanted.up(), device.isUp());
        compare(differences, "mtu", wanted.mtu(), device.mtu());
        compare(
                differences,
                "mac",
                wanted.mac() == null ? null : wanted.mac().toLowerCase(Locale.ROOT),
                device.address());
        compare(
                differences,
                "master",
                wanted.master(),
                device.master().map(NetDevice::name).orElse(""));
        return holds(
                differences.isEmpty(),
                differences.isEmpty()
                        ? place + " is there as asked for"
                        : place + ": " + String.join(", ", differences),
                run(wanted.namespace(), "ip", "link", "show", "dev", wanted.name())
                        .stdout()
                        .strip());
    }

    private static void compare(List<String> differences, String name, @Nullable Object wanted, Object is) {
        if (wanted != null && !wanted.toString().equals(is.toString())) {
            differences.add(name + " is " + is + " and not " + wanted);
        }
    }

    private Finding fdb(Check.FdbEntry wanted) {
        CommandResult result = run(wanted.namespace(), "bridge", "fdb", "show");
        if (result.exitCode() == COMMAND_NOT_FOUND) {
            return Finding.unmodelled("forwarding databases are not simulated");
        }
        boolean found = false;
        for (String line : result.stdout().lines().toList()) {
            List<String> words = Arrays.asList(line.strip().split("\\s+"));
            found |= words.get(0).equals(wanted.mac().toLowerCase(Locale.ROOT))
                    && follows(words, "dev", wanted.device())
                    && follows(
                            words,
                            "vlan",
                            wanted.vlan() == null ? null : wanted.vlan().toString());
        }
        return holds(
                found,
                "the forwarding databases of " + Places.orHost(wanted.namespace())
                        + (found ? " have " : " do not have ") + wanted.mac(),
                result.stdout().strip());
    }

    private Finding command(Check.Command wanted) {
        String namespace = Places.orHost(wanted.namespace());
        CommandResult result = session.run(
                namespace.equals(Commands.HOST) ? wanted.line() : "ip netns exec " + namespace + " " + wanted.line());
        if (result.exitCode() == COMMAND_NOT_FOUND || Notes.isNotSimulated(result)) {
            return Finding.unmodelled(result.stderr().strip());
        }
        String output = result.stdout();
        String expected = check.equals();
        boolean outputAsked = expected != null || check.contains() != null;
        Integer exitCode = wanted.exitCode() == null && !outputAsked ? Integer.valueOf(0) : wanted.exitCode();
        boolean fits = (exitCode == null || exitCode == result.exitCode())
                && (expected == null || output.stripTrailing().equals(expected.stripTrailing()))
                && (check.contains() == null || output.contains(check.contains()));
        return holds(fits, "exit code " + result.exitCode(), output + result.stderr());
    }
}
