package dev.vethlab.tool.traceroute;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.List;

/** The program {@code traceroute}. */
public final class Traceroute implements Program {

    private static final String VERSION = """
            Modern traceroute for Linux, version 2.1.2
            Copyright (c) 2016  Dmitry Butskoy,   License: GPL v2 or any later
            """;

    @Override
    public String name() {
        return "traceroute";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        try {
            TraceOptions options = TraceArguments.parse(arguments);
            if (options.help) {
                process.err(Usage.TEXT);
                return 0;
            }
            if (options.version) {
                process.err(VERSION);
                return 0;
            }
            options.check();
            trace(process, options);
            return 0;
        } catch (Quit quit) {
            process.err(quit.complaint());
            return quit.status();
        }
    }

    private static void trace(Process process, TraceOptions options) throws Quit {
        ProbeMethod method = method(process, options);
        try {
            new Trace(process, options, method).run();
        } finally {
            method.close();
        }
    }

    private static ProbeMethod method(Process process, TraceOptions options) {
        Namespace namespace = process.namespace();
        Machine machine = process.kernel().machine();
        return switch (options.module) {
            case "icmp" -> new IcmpProbes(options, namespace.sockets(), machine);
            case "tcp" -> new TcpProbes(options, namespace.sockets(), machine, namespace.sysctls());
            default -> new UdpProbes(options, namespace.sockets(), machine);
        };
    }
}
