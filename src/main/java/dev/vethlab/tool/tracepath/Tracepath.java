package dev.vethlab.tool.tracepath;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.List;

/** The program {@code tracepath}. */
public final class Tracepath implements Program {

    private static final String VERSION = """
            tracepath from iputils 20221126
            libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes
            """;

    @Override
    public String name() {
        return "tracepath";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        try {
            PathOptions options = PathOptions.parse(arguments);
            if (options.version) {
                process.out(VERSION);
                return 0;
            }
            if (options.ipv6Destination != null) {
                return refusedByIpv6(process, options);
            }
            new PathTrace(process, options).run();
            return 0;
        } catch (Quit quit) {
            process.err(quit.complaint());
            return quit.status();
        }
    }

    /** A trace by IPv6 goes no further than its first packet. */
    private static int refusedByIpv6(Process process, PathOptions options) throws Quit {
        try {
            process.namespace().sockets().connectIpv6();
            throw Quit.error(1, "IPv6 is not simulated");
        } catch (KernelException refusal) {
            process.refused(refusal);
            process.out(" 1:  send failed\n     Resume: pmtu " + options.mtu + " \n");
            return 0;
        }
    }
}
