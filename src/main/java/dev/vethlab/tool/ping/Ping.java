package dev.vethlab.tool.ping;

import dev.vethlab.addr.Ipv6Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Service;
import dev.vethlab.tool.hosts.Hosts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The program {@code ping}; in the background it goes on while later commands run. */
public final class Ping implements Service {

    private static final String VERSION = """
            ping from iputils 20221126
            libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes
            """;
    private static final int LARGEST_DATA = 0xffff;

    private final Consumer<PingReport> reports;

    public Ping() {
        this(report -> {});
    }

    /**
     * @param reports is told what each ping came to, beside the text that it prints
     */
    public Ping(Consumer<PingReport> reports) {
        this.reports = reports;
    }

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        Console console = new Console(process);
        try {
            PingOptions options = PingOptions.parse(console, arguments);
            if (options.version) {
                console.print(VERSION);
                return 0;
            }
            PingSetup setup = setup(process, console, options);
            try {
                PingSession session = session(process, console, options, setup);
                int status = session.run();
                reports.accept(session.report());
                return status;
            } finally {
                setup.socket.close();
            }
        } catch (Quit quit) {
            return quit.status();
        }
    }

    @Override
    public Activity start(Process process, List<String> arguments) {
        Console console = new Console(process);
        try {
            PingOptions options = PingOptions.parse(console, arguments);
            if (options.version) {
                console.print(VERSION);
                return Activity.over(0);
            }
            PingSetup setup = setup(process, console, options);
            try {
                PingSession session = session(process, console, options, setup);
                return PingActivity.begin(process.kernel().machine(), session, setup.socket, reports);
            } catch (Quit quit) {
                setup.socket.close();
                throw quit;
            }
        } catch (Quit quit) {
            return Activity.over(quit.status());
        }
    }

    private static PingSetup setup(Process process, Console console, PingOptions options) throws Quit {
        if (options.operands.isEmpty()) {
            throw console.fail(1, "usage error: Destination address required");
        }
        options.data = data(console, options);
        refuseIpv6(process, console, options);
        return new PingSetup(console, process.namespace(), options);
    }

    private static PingSession session(Process process, Console console, PingOptions options, PingSetup setup)
            throws Quit {
        setup.run();
        return new PingSession(process.kernel().machine(), console, options, setup, options.data);
    }

    /** IPv6 is read as far as the addresses go, and ends where a socket is to be connected. */
    private static void refuseIpv6(Process process, Console console, PingOptions options) throws Quit {
        String target = options.operands.get(options.operands.size() - 1);
        Optional<Ipv6Address> address = Ipv6Address.parse(target);
        boolean other = options.ipv6 && Hosts.resolve(target).isPresent() || options.ipv4 && address.isPresent();
        if (other) {
            throw console.fail(2, target + ": Address family for hostname not supported");
        }
        boolean scoped = target.indexOf('%') > 0
                && Ipv6Address.parse(target.substring(0, target.indexOf('%'))).isPresent();
        if (scoped || address.isPresent() && address.get().isLinkLocal()) {
            throw console.fail(2, "IPv6 is not simulated");
        }
        if (address.isPresent()) {
            try {
                process.namespace().sockets().connectIpv6();
            } catch (KernelException refusal) {
                throw console.fail(2, "connect", refusal);
            }
            throw console.fail(2, "IPv6 is not simulated");
        }
    }

    /** What a request carries, where the time does not stand ({@code fill}). */
    private static byte[] data(Console console, PingOptions options) throws Quit {
        byte[] data = new byte[Math.min(options.length, LARGEST_DATA)];
        String digits = options.pattern;
        if (digits == null) {
            for (int i = 0; i < data.length; i++) {
                data[i] = (byte) i;
            }
            return data;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), 16) < 0 || digits.charAt(i) > 'f') {
                throw console.fail(2, "patterns must be specified as hex digits: " + digits.substring(i));
            }
        }
        byte[] pattern = PingSession.pattern(digits);
        boolean once = options.length < pattern.length + 8;
        for (int i = 0; i < (once ? Math.min(pattern.length, data.length) : data.length); i++) {
            if (pattern.length > 0) {
                data[i] = pattern[i % pattern.length];
            }
        }
        if (!options.quiet) {
            StringBuilder shown = new StringBuilder("PATTERN: 0x");
            for (byte octet : Arrays.copyOf(pattern, pattern.length)) {
                shown.append(String.format("%02x", octet));
            }
            console.print(shown.append('\n'));
        }
        return data;
    }
}
