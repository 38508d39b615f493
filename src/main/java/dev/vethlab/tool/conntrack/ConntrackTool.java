package dev.vethlab.tool.conntrack;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.ConnectionTable;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.List;

/** The program {@code conntrack}. */
public final class ConntrackTool implements Program {

    private static final String NAME = "conntrack v1.4.7 (conntrack-tools)";

    @Override
    public String name() {
        return "conntrack";
    }

    @Override
    public int run(Process process, List<String> words) {
        if (words.isEmpty() || words.contains("-h") || words.contains("--help")) {
            process.out(Usage.TEXT);
            return 0;
        }
        try {
            return carryOut(process, Arguments.read(words));
        } catch (Arguments.RefusedException refusal) {
            return refuse(process, String.valueOf(refusal.getMessage()));
        }
    }

    private static int refuse(Process process, String words) {
        process.err(NAME + ": " + words + "\nTry `conntrack -h' or 'conntrack --help' for more information.\n");
        return 2;
    }

    private static int failed(Process process, String words) {
        process.err(NAME + ": Operation failed: " + words + "\n");
        return 1;
    }

    private static int done(Process process, String words) {
        process.err(NAME + ": " + words + "\n");
        return 0;
    }

    private static int carryOut(Process process, Arguments arguments) throws Arguments.RefusedException {
        boolean expectations = arguments.table.equals("expect");
        boolean nothing = !arguments.table.equals("conntrack");
        switch (arguments.command) {
            case "-L":
                return expectations
                        ? done(process, "0 expectations have been shown.")
                        : show(process, arguments, nothing);
            case "-G":
                return get(process, arguments);
            case "-D":
                return delete(process, arguments);
            case "-I":
                return create(process, arguments);
            case "-U":
                return update(process, arguments);
            case "-F":
                if (expectations) {
                    return done(process, "expectation table has been emptied.");
                }
                table(process).delete(connection -> true);
                process.kernel().machine().changed();
                return done(process, "connection tracking table has been emptied.");
            case "-C":
                process.out((expectations ? 0 : table(process).count()) + "\n");
                return 0;
            case "-S":
                // Of these nothing is counted in a lab, whose machine has one processor.
                process.out("cpu=0   \tfound=0 invalid=0 insert=0 insert_failed=0 drop=0 early_drop=0 error=0"
                        + " search_restart=0 clash_resolve=0 chaintoolong=0 \n");
                return 0;
            case "-V":
                process.out(NAME + "\n");
                return 0;
            case "-E":
                return refuse(process, "events are not simulated in this lab");
            default:
                return refuse(process, "you must supply a command");
        }
    }

    private static ConnectionTable table(Process process) {
        return process.namespace().netfilter().connections();
    }

    private static String line(Process process, Arguments arguments, Connection connection, int users) {
        boolean counted = process.namespace().sysctls().isSet(NetIpv4.NF_CONNTRACK_ACCT);
        long now = process.kernel().machine().nowNs();
        return ConnectionText.line(connection, now, arguments.extended, counted, arguments.withId, users);
    }

    private static List<Connection> selected(Process process, Arguments arguments) {
        return table(process).all().stream().filter(arguments.selection::holds).toList();
    }

    private static int show(Process process, Arguments arguments, boolean nothing) {
        List<Connection> shown = nothing ? List.of() : selected(process, arguments);
        shown.forEach(connection -> process.out(line(process, arguments, connection, 1)));
        return done(process, shown.size() + " flow entries have been shown.");
    }

    /** Looks for one connection; while it is in hand it has one user more. */
    private static int get(Process process, Arguments arguments) {
        List<Connection> found = selected(process, arguments);
        if (found.isEmpty()) {
            return failed(process, "such conntrack doesn't exist");
        }
        process.out(line(process, arguments, found.get(0), 2));
        return done(process, "1 flow entries have been shown.");
    }

    private static int delete(Process process, Arguments arguments) {
        List<Connection> going = selected(process, arguments);
        for (Connection connection : going) {
            process.out(line(process, arguments, connection, 1));
            table(process).kill(connection);
        }
        done(process, going.size() + " flow entries have been deleted.");
        if (going.isEmpty()) {
            return 1;
        }
        process.kernel().machine().changed();
        return 0;
    }

    private static int create(Process process, Arguments arguments) throws Arguments.RefusedException {
        NewConnection wanted = arguments.selection.wanted();
        wanted.check();
        try {
            wanted.create(table(process));
            process.kernel().machine().changed();
            return done(process, "1 flow entries have been created.");
        } catch (KernelException taken) {
            process.refused(taken);
            return failed(process, "Such conntrack exists, try -U to update");
        }
    }

    /** The kernel wants the whole name of a connection that is to be changed. */
    private static int update(Process process, Arguments arguments) {
        NewConnection wanted = arguments.selection.wanted();
        List<Connection> found =
                table(process).all().stream().filter(wanted::names).toList();
        if (!found.isEmpty() && !wanted.isNamedWhole()) {
            process.err("Operation failed: Operation not supported\n");
            return failed(process, "Operation not supported");
        }
        for (Connection connection : found) {
            wanted.change(table(process), connection);
            process.out(line(process, arguments, connection, 2));
        }
        if (!found.isEmpty()) {
            process.kernel().machine().changed();
        }
        return done(process, found.size() + " flow entries have been updated.");
    }
}
