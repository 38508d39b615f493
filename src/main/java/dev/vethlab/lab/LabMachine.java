package dev.vethlab.lab;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.ping.Ping;
import dev.vethlab.tool.ping.PingReport;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A booted kernel with a command line, and the ping runs made on it. */
final class LabMachine {

    private final LabLimits limits;
    private final Kernel kernel;
    private final Shell shell;
    private final Map<String, PingRun> pingRuns = new LinkedHashMap<>();
    private Optional<PingReport> lastReport = Optional.empty();

    private LabMachine(LabSettings settings, LabLimits limits) {
        this.limits = limits;
        this.kernel = new Kernel(
                settings.seed(), limits.capturedPackets(), settings.profile().isInitialNamespace());
        Map<String, Program> programs = new HashMap<>(Programs.all());
        programs.put("ping", new Ping(report -> lastReport = Optional.of(report)));
        this.shell = new Shell(kernel, programs, limits.outputBytes());
    }

    /** Boots a machine with a lab's settings. */
    static LabMachine boot(LabSettings settings, LabLimits limits) {
        LabMachine machine = new LabMachine(settings, limits);
        for (String line : settings.profile().boot()) {
            machine.run(line);
        }
        return machine;
    }

    Kernel kernel() {
        return kernel;
    }

    Optional<PingRun> pingRun(String id) {
        return Optional.ofNullable(pingRuns.get(id));
    }

    List<PingRun> pingRuns() {
        return List.copyOf(pingRuns.values());
    }

    /** Applies an operation and returns its exit code; what a command prints is lost. */
    int apply(Operation operation) {
        if (operation instanceof Operation.CommandLine line) {
            return run(line.text()).exitCode();
        }
        if (operation instanceof Operation.Ping ping) {
            return ping(ping).result().exitCode();
        }
        if (operation instanceof Operation.ClearCaptures) {
            kernel.machine().captures().clear();
        }
        return 0;
    }

    /** Runs one command line. */
    CommandResult run(String line) {
        grant();
        return result(line, shell.run(line));
    }

    /** Runs one command line that only looks, in a namespace; nothing of it is kept. */
    CommandResult look(Namespace namespace, List<String> words) {
        grant();
        return result(ShellQuoting.join(words), shell.run(namespace, words, ""));
    }

    /** Runs a ping with everything that happens on the way collected. */
    PingRun ping(Operation.Ping operation) {
        PingRequest request = operation.request();
        long before = kernel.machine().captures().lastNumber();
        Namespace namespace = kernel.named(request.place()).orElse(kernel.initial());
        lastReport = Optional.empty();
        kernel.machine().tracer().start();
        Shell.Result result;
        List<Step> steps;
        grant();
        try {
            result = shell.run(namespace, request.words(), "");
        } finally {
            steps = kernel.machine().tracer().stop();
        }
        PingRun run = new PingRun(
                operation.run(), request, result(operation.shell(), result), lastReport, packetsAfter(before), steps);
        remember(run);
        return run;
    }

    /** The packets seen on all devices since the packet of a number, in true order. */
    List<TracedPacket> packetsAfter(long number) {
        List<TracedPacket> packets = new ArrayList<>();
        for (Capture capture : kernel.machine().captures().all()) {
            for (CapturedPacket packet : capture.packetsAfter(number)) {
                packets.add(new TracedPacket(capture.namespace(), capture.device(), packet));
            }
        }
        packets.sort(Comparator.comparingLong(traced -> traced.packet().number()));
        return packets;
    }

    private void grant() {
        kernel.machine().grant(limits.events(), limits.virtualTimeNs());
    }

    private static CommandResult result(String line, Shell.Result result) {
        return new CommandResult(
                line,
                result.exitCode(),
                result.stdout(),
                result.stderr(),
                result.refusals().stream().reduce((first, last) -> last));
    }

    private void remember(PingRun run) {
        pingRuns.put(run.id(), run);
        if (pingRuns.size() > limits.pingRuns()) {
            pingRuns.remove(pingRuns.keySet().iterator().next());
        }
    }
}
