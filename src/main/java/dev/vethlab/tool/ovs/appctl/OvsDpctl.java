package dev.vethlab.tool.ovs.appctl;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.ovs.RunDirectory;
import dev.vethlab.vswitch.VSwitches;
import java.util.List;

/** The program {@code ovs-dpctl}, as far as it shows the datapath and its ports. */
public final class OvsDpctl implements Program {

    @Override
    public String name() {
        return "ovs-dpctl";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        if (arguments.isEmpty()) {
            process.err("ovs-dpctl: missing command name; use --help for help\n");
            return 1;
        }
        String command = arguments.get(0);
        if (!command.equals("show") && !command.equals("dump-dps")) {
            process.err("ovs-dpctl: unknown command '" + command + "'; use --help for help\n");
            return 1;
        }
        VSwitches.of(process.kernel()).in(RunDirectory.of(process)).ifPresent(daemon -> {
            String ports = new Daemon(daemon, process.kernel().machine()).answer("dpctl/show", List.of());
            int end = ports.indexOf(":\n");
            process.out(command.equals("show") || end < 0 ? ports : ports.substring(0, end) + "\n");
        });
        return 0;
    }
}
