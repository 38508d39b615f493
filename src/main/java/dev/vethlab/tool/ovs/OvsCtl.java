package dev.vethlab.tool.ovs;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.vswitch.VSwitches;
import java.util.List;

/**
 * The script {@code ovs-ctl start} (utilities/ovs-ctl.in): starts an Open vSwitch in the namespace of the caller, with its sockets in
 * {@code $OVS_RUNDIR}. The one of the system runs already.
 */
public final class OvsCtl implements Program {

    private static final String NAME = "/usr/share/openvswitch/scripts/ovs-ctl";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int run(Process process, List<String> arguments) {
        String command = arguments.stream()
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .orElse("");
        if (!command.equals("start")) {
            process.err(
                    command.isEmpty()
                            ? NAME + ": missing command name (use --help for help)\n"
                            : NAME + ": unknown command \"" + command + "\" (use --help for help)\n");
            return 1;
        }
        String folder = RunDirectory.of(process);
        boolean started =
                VSwitches.of(process.kernel()).start(folder, process.namespace().net());
        process.out(
                started
                        ? "Creating empty database " + folder + "/conf.db.\nStarting ovsdb-server.\n"
                                + "Configuring Open vSwitch system IDs.\nStarting ovs-vswitchd.\n"
                                + "Enabling remote OVSDB managers.\n"
                        : "ovsdb-server is already running.\novs-vswitchd is already running.\n"
                                + "Enabling remote OVSDB managers.\n");
        return 0;
    }
}
