package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.ovs.RunDirectory;
import dev.vethlab.vswitch.VSwitch;
import dev.vethlab.vswitch.VSwitches;
import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.database.DatabaseException;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The program {@code ovs-vsctl}. */
public final class OvsVsctl implements Program {

    private static final String VERSION = "ovs-vsctl (Open vSwitch) 3.1.0\nDB Schema 8.3.1\n";
    private static final int ALARM = 142;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final Map<String, Command> COMMANDS = commands();

    private static Map<String, Command> commands() {
        Map<String, Command> byName = new LinkedHashMap<>();
        List<Command> all = new ArrayList<>(BridgeCommands.all());
        all.addAll(PortCommands.all());
        all.addAll(RecordCommands.all());
        all.forEach(command -> byName.put(command.name(), command));
        return byName;
    }

    @Override
    public String name() {
        return "ovs-vsctl";
    }

    @Override
    public int run(Process process, List<String> words) {
        try {
            Options options = Options.read(words);
            if (options.version()) {
                process.out(VERSION);
                return 0;
            }
            return run(process, options);
        } catch (VsctlException end) {
            if (!end.complaint().isEmpty()) {
                process.err("ovs-vsctl: " + end.complaint() + "\n");
            }
            return end.exitCode();
        } catch (DatabaseException refusal) {
            process.err("ovs-vsctl: " + refusal.getMessage() + "\n");
            return 1;
        }
    }

    private static int run(Process process, Options options) {
        List<Invocation> invocations = new ArrayList<>();
        List<Command> commands = new ArrayList<>();
        for (List<String> words : options.commands()) {
            Invocation invocation = Options.invocation(words, COMMANDS);
            invocations.add(invocation);
            commands.add(COMMANDS.get(invocation.name()));
        }
        String folder = options.folder().orElse(RunDirectory.of(process));
        VSwitch daemon = VSwitches.of(process.kernel())
                .in(folder)
                .orElseThrow(() -> new VsctlException(
                        "unix:" + folder + "/db.sock: database connection failed (No such file or directory)"));
        Transaction transaction = new Transaction(daemon.database().copy(), options.style());
        try {
            for (int i = 0; i < commands.size(); i++) {
                commands.get(i).work().run(transaction, invocations.get(i));
            }
        } catch (ListCommands.NeverTrue waiting) {
            return waitInVain(process, options);
        } finally {
            warn(process, transaction);
        }
        transaction.symbols().check();
        if (transaction.isWritten() && !options.dryRun()) {
            daemon.commit(transaction.database());
        }
        process.out(options.oneLine() ? oneLine(transaction.output()) : transaction.output());
        if (!options.noWait()) {
            complain(process, daemon.database(), transaction);
        }
        return 0;
    }

    /** The first line of the log tells of the connection to the database, and is not for everybody. */
    private static void warn(Process process, Transaction transaction) {
        int number = 1;
        for (String line : transaction.warnings()) {
            process.err(LogTime.of(process.kernel().machine()) + String.format(Locale.ROOT, "|%05d|", ++number) + line
                    + "\n");
        }
    }

    private static String oneLine(StringBuilder output) {
        String text = output.toString();
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return line.replace("\\", "\\\\").replace("\n", "\\n") + "\n";
    }

    /** Tells what has become of the interfaces that were added ({@code post_db_reload_do_checks}). */
    private static void complain(Process process, Database database, Transaction transaction) {
        boolean any = false;
        for (String name : transaction.expected()) {
            String error = database.named(Schema.INTERFACE, name)
                    .map(row -> error(row))
                    .orElse("");
            if (!error.isEmpty()) {
                process.err("ovs-vsctl: Error detected while setting up '" + name + "': " + error
                        + ".  See ovs-vswitchd log for details.\n");
                any = true;
            }
        }
        if (any) {
            process.err("ovs-vsctl: The default log directory is \"/var/log/openvswitch\".\n");
        }
    }

    private static String error(Row row) {
        return row.get("error").text();
    }

    private static int waitInVain(Process process, Options options) {
        Machine machine = process.kernel().machine();
        if (options.timeout() == 0) {
            process.err("lab: ovs-vsctl was stopped: what it waits for does not come by itself\n");
            return 1;
        }
        machine.sleep(options.timeout() * SECOND_NS);
        process.err(LogTime.of(machine) + "|00001|fatal_signal|WARN|terminating with signal 14 (Alarm clock)\n");
        return ALARM;
    }
}
