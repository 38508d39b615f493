package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.vswitch.flow.FlowException;
import java.util.List;

/** The program {@code ovs-ofctl}. */
public final class OvsOfctl implements Program {

    private static final String VERSION = "ovs-ofctl (Open vSwitch) 3.1.0\nOpenFlow versions 0x1:0x6\n";

    @Override
    public String name() {
        return "ovs-ofctl";
    }

    @Override
    public int run(Process process, List<String> words) {
        try {
            OfctlOptions options = OfctlOptions.read(words);
            if (options.version()) {
                process.out(VERSION);
                return 0;
            }
            return new OfctlCommands(process, options).run();
        } catch (OfctlException | FlowException failure) {
            process.err("ovs-ofctl: " + failure.getMessage() + "\n");
            return 1;
        }
    }
}
