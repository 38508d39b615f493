package dev.vethlab.tool.ovs.appctl;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.ovs.RunDirectory;
import dev.vethlab.vswitch.VSwitch;
import dev.vethlab.vswitch.VSwitches;
import java.util.List;
import java.util.Optional;

/** The program {@code ovs-appctl}. */
public final class OvsAppctl implements Program {

    private static final String VERSION = "ovs-appctl (Open vSwitch) 3.1.0\n";
    private static final int REFUSED = 2;

    @Override
    public String name() {
        return "ovs-appctl";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        int at = 0;
        while (at < arguments.size() && arguments.get(at).startsWith("-")) {
            String option = arguments.get(at++);
            if (option.equals("--version") || option.equals("-V")) {
                process.out(VERSION);
                return 0;
            }
            if (option.equals("-t") || option.equals("--target") || option.equals("-T") || option.equals("--timeout")) {
                at++;
            } else if (!option.startsWith("--target=") && !option.startsWith("--timeout=")) {
                process.err("ovs-appctl: unrecognized option '" + option + "'\n");
                return 1;
            }
        }
        if (at >= arguments.size()) {
            process.err("ovs-appctl: at least one non-option argument is required (use --help for help)\n");
            return 1;
        }
        String command = arguments.get(at);
        List<String> rest = arguments.subList(at + 1, arguments.size());
        try {
            String folder = RunDirectory.of(process);
            Optional<VSwitch> daemon = VSwitches.of(process.kernel()).in(folder);
            if (daemon.isEmpty()) {
                process.err("ovs-appctl: cannot read pidfile \"" + folder
                        + "/ovs-vswitchd.pid\" (No such file or directory)\n");
                return 1;
            }
            process.out(new Daemon(daemon.get(), process.kernel().machine()).answer(command, rest));
            return 0;
        } catch (AppctlException refusal) {
            process.err(refusal.getMessage() + "\novs-appctl: ovs-vswitchd: server returned an error\n");
            return REFUSED;
        }
    }
}
