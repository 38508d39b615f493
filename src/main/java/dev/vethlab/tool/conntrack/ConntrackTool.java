package dev.vethlab.tool.conntrack;

import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.ConnectionTable;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.List;
import java.util.Optional;

/** The program {@code conntrack}. */
public final class ConntrackTool implements Program {

    private static final String PREFIX = "conntrack v1.4.7 (conntrack-tools): ";

    @Override
    public String name() {
        return "conntrack";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        if (arguments.isEmpty() || arguments.contains("-h") || arguments.contains("--help")) {
            process.out(Usage.TEXT);
            return 0;
        }
        Selection selection = new Selection();
        String command = "";
        boolean extended = false;
        boolean withId = false;
        int at = 0;
        while (at < arguments.size()) {
            String argument = arguments.get(at++);
            switch (argument) {
                case "-L",
                        "--dump",
                        "-D",
                        "--delete",
                        "-F",
                        "--flush",
                        "-C",
                        "--count",
                        "-V",
                        "--version",
                        "-G",
                        "--get" -> {
                    command = command(argument);
                    if (at < arguments.size() && !arguments.get(at).startsWith("-")) {
                        if (!arguments.get(at).equals("conntrack")) {
                            return refuse(process, "unknown type `" + arguments.get(at) + "'");
                        }
                        at++;
                    }
                }
                case "-o", "--output" -> {
                    String format = at < arguments.size() ? arguments.get(at++) : "";
                    extended = format.contains("extended");
                    withId = format.contains("id");
                }
                case "-n", "--src-nat", "-g", "--dst-nat", "-j", "--any-nat" -> selection.translated(bits(argument));
                case "-f", "--family" -> at++;
                default -> {
                    if (at >= arguments.size()) {
                        return refuse(process, "unknown option `" + argument + "'");
                    }
                    Optional<String> complaint = selection.add(argument, arguments.get(at++));
                    if (complaint.isPresent()) {
                        return refuse(process, complaint.get());
                    }
                }
            }
        }
        return carryOut(process, command, selection, extended, withId);
    }

    private static String command(String option) {
        return switch (option) {
            case "--dump" -> "-L";
            case "--delete" -> "-D";
            case "--flush" -> "-F";
            case "--count" -> "-C";
            case "--version" -> "-V";
            case "--get" -> "-G";
            default -> option;
        };
    }

    private static int bits(String option) {
        return switch (option) {
            case "-n", "--src-nat" -> Connection.SRC_NAT;
            case "-g", "--dst-nat" -> Connection.DST_NAT;
            default -> Connection.SRC_NAT | Connection.DST_NAT;
        };
    }

    private static int refuse(Process process, String words) {
        process.err(PREFIX + words + "\nTry `conntrack -h' or 'conntrack --help' for more information.\n");
        return 2;
    }

    private static int carryOut(
            Process process, String command, Selection selection, boolean extended, boolean withId) {
        ConnectionTable table = process.namespace().netfilter().connections();
        long now = process.kernel().machine().nowNs();
        boolean counted = process.namespace().sysctls().isSet(NetIpv4.NF_CONNTRACK_ACCT);
        int count = 0;
        switch (command) {
            case "-L", "-G", "-D" -> {
                for (Connection connection : table.all()) {
                    if (selection.holds(connection)) {
                        process.out(ConnectionText.line(connection, now, extended, counted, withId));
                        count++;
                        if (command.equals("-D")) {
                            table.kill(connection);
                        }
                    }
                }
                boolean deleted = command.equals("-D");
                process.err(PREFIX + count + " flow entries have been " + (deleted ? "deleted" : "shown") + ".\n");
                if (deleted && count > 0) {
                    process.kernel().machine().changed();
                }
                return deleted && count == 0 ? 1 : 0;
            }
            case "-F" -> {
                table.delete(connection -> true);
                process.kernel().machine().changed();
                process.err(PREFIX + "connection tracking table has been emptied.\n");
            }
            case "-C" -> process.out(table.count() + "\n");
            case "-V" -> process.out("conntrack v1.4.7 (conntrack-tools)\n");
            default -> {
                return refuse(process, "you must supply a command");
            }
        }
        return 0;
    }
}
