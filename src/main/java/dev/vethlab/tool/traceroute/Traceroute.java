package dev.vethlab.tool.traceroute;

import dev.vethlab.addr.Ipv6Address;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.KernelException;
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

    private static final int USUAL_LENGTH_IPV6 = 80;
    private static final int HEADERS_IPV6 = 48;

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
            if (options.ipv6Destination != null) {
                throw refusalByIpv6(process, options, options.ipv6Destination);
            }
            trace(process, options);
            return 0;
        } catch (Quit quit) {
            process.err(quit.complaint());
            return quit.status();
        }
    }

    /** A trace by IPv6 goes as far as its heading. */
    private static Quit refusalByIpv6(Process process, TraceOptions options, Ipv6Address destination) {
        try {
            process.namespace().sockets().connectIpv6();
            return Quit.wrong("traceroute by IPv6 is not simulated");
        } catch (KernelException refusal) {
            long length = options.packetLength < 0 ? USUAL_LENGTH_IPV6 : Math.max(HEADERS_IPV6, options.packetLength);
            process.out("traceroute to " + options.hostName + " (" + destination + "), " + options.mostHops
                    + " hops max, " + length + " byte packets");
            process.refused(refusal);
            return Quit.failed("connect", refusal);
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
