package dev.vethlab.lab;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.ping.Ping;
import dev.vethlab.tool.ping.PingReport;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A booted kernel with a command line, and the ping runs made on it. */
final class LabMachine {

    /**
     * A ping run that is kept.
     *
     * @param bytes of its packets, so that they need not be looked at again when it is forgotten
     */
    private record Remembered(PingRun run, long bytes) {}

    private final LabLimits limits;
    private final Kernel kernel;
    private final Shell shell;
    private final Map<String, Remembered> pingRuns = new LinkedHashMap<>();
    private final StepLog steps;
    private Optional<PingReport> lastReport = Optional.empty();
    private Consumer<Machine> granting;
    private long packetsOfRuns;
    private long bytesOfRuns;

    private LabMachine(LabSettings settings, LabLimits limits) {
        this.limits = limits;
        this.steps = new StepLog(limits.capturedPackets());
        this.kernel = new Kernel(
                settings.seed(), limits.capturedPackets(), settings.profile().isInitialNamespace());
        Map<String, Program> programs = new HashMap<>(Programs.all());
        programs.put("ping", new Ping(report -> lastReport = Optional.of(report)));
        this.shell = new Shell(kernel, programs, limits.outputBytes());
        this.granting = atMost(limits.events());
        kernel.machine().captures().limitTotal(limits.packets(), limits.packetBytes());
    }

    /** Boots a machine with a lab's settings. */
    static LabMachine boot(LabSettings settings, LabLimits limits) {
        LabMachine machine = new LabMachine(settings, limits);
        for (String line : settings.profile().boot()) {
            machine.run(line);
        }
        return machine;
    }

    /** Boots a machine again and brings it to where operations lead; what is before the last reboot has left nothing. */
    static LabMachine replay(LabSettings settings, LabLimits limits, List<JournalEntry> entries) {
        int start = entries.size();
        while (start > 0 && !(entries.get(start - 1).operation() instanceof Operation.Reboot)) {
            start--;
        }
        LabMachine machine = boot(settings, limits);
        for (JournalEntry entry : entries.subList(start, entries.size())) {
            machine.repeat(entry);
        }
        return machine;
    }

    /** This machine after one more operation; empty where another has to be built from the whole journal. */
    Optional<LabMachine> after(JournalEntry entry) {
        Operation operation = entry.operation();
        if (operation instanceof Operation.Reboot
                || operation instanceof Operation.Undo
                || operation instanceof Operation.Redo) {
            return Optional.empty();
        }
        repeat(entry);
        return Optional.of(this);
    }

    Kernel kernel() {
        return kernel;
    }

    Optional<PingRun> pingRun(String id) {
        return Optional.ofNullable(pingRuns.get(id)).map(Remembered::run);
    }

    List<PingRun> pingRuns() {
        return pingRuns.values().stream().map(Remembered::run).toList();
    }

    /** From here on, each command is granted what somebody else decides. */
    void grantBy(Consumer<Machine> whoeverDecides) {
        granting = whoeverDecides;
    }

    /** Applies an operation as it was applied before: what was stopped then stops at the same event. */
    private void repeat(JournalEntry entry) {
        granting = atMost(entry.events() == 0 ? limits.events() : entry.events());
        apply(entry.operation());
    }

    /** Applies an operation and returns its exit code; what a command prints is lost. */
    int apply(Operation operation) {
        if (operation instanceof Operation.CommandLine line) {
            return (line.traced() ? runTraced(line.text()) : run(line.text())).exitCode();
        }
        if (operation instanceof Operation.Ping ping) {
            return ping(ping).result().exitCode();
        }
        if (operation instanceof Operation.ClearCaptures) {
            kernel.machine().captures().clear();
            steps.clear();
        }
        return 0;
    }

    /** Runs one command line. */
    CommandResult run(String line) {
        grant();
        return result(line, shell.run(line));
    }

    /** Runs one command line and keeps the decisions about its packets. */
    CommandResult runTraced(String line) {
        return traced(() -> run(line)).outcome();
    }

    /** Tries a connection with everything that happens on the way collected. */
    ConnectionRun connect(ConnectionRequest request) {
        long before = kernel.machine().captures().lastNumber();
        Traced<CommandResult> traced = traced(() -> run(request.line()));
        return new ConnectionRun(request, traced.outcome(), packetsAfter(before), traced.decisions());
    }

    /** What a program came to, with the decisions about its packets. */
    private record Traced<T>(T outcome, List<Step> decisions) {}

    private <T> Traced<T> traced(Supplier<T> running) {
        long before = kernel.machine().captures().lastNumber();
        List<Step> decisions;
        kernel.machine().tracer().start();
        T outcome;
        try {
            outcome = running.get();
        } finally {
            decisions = KeptSteps.of(kernel.machine().tracer().stop());
            steps.add(before, decisions);
        }
        return new Traced<>(outcome, decisions);
    }

    /** The decisions kept about packets after that of a number, in order. */
    List<Step> stepsAfter(long number) {
        return steps.after(number);
    }

    /** Runs a ping with everything that happens on the way collected. */
    PingRun ping(Operation.Ping operation) {
        PingRequest request = operation.request();
        long before = kernel.machine().captures().lastNumber();
        Namespace namespace = kernel.named(request.place()).orElse(kernel.initial());
        lastReport = Optional.empty();
        grant();
        Traced<Shell.Result> traced = traced(() -> shell.run(namespace, request.words(), ""));
        KeptPackets packets = packetsAfter(before);
        PingRun run = new PingRun(
                operation.run(),
                request,
                result(operation.shell(), traced.outcome()),
                lastReport,
                packets,
                traced.decisions());
        remember(new Remembered(run, packets.bytes()));
        return run;
    }

    /** The packets seen on all devices since the packet of a number, in true order. */
    KeptPackets packetsAfter(long number) {
        return KeptPackets.after(number, kernel.machine().captures());
    }

    private void grant() {
        granting.accept(kernel.machine());
    }

    private Consumer<Machine> atMost(long events) {
        return machine -> machine.grant(events, limits.virtualTimeNs());
    }

    private static CommandResult result(String line, Shell.Result result) {
        return new CommandResult(
                line,
                result.exitCode(),
                result.stdout(),
                result.stderr(),
                result.refusals().stream().reduce((first, last) -> last));
    }

    /** Keeps a run, and forgets the oldest ones where there are too many, or too many packets in them. */
    private void remember(Remembered newest) {
        pingRuns.put(newest.run.id(), newest);
        packetsOfRuns += newest.run.packets().size();
        bytesOfRuns += newest.bytes;
        Iterator<Remembered> oldest = pingRuns.values().iterator();
        while (pingRuns.size() > 1 && areTooMany()) {
            Remembered forgotten = oldest.next();
            oldest.remove();
            packetsOfRuns -= forgotten.run.packets().size();
            bytesOfRuns -= forgotten.bytes;
        }
    }

    private boolean areTooMany() {
        return pingRuns.size() > limits.pingRuns()
                || packetsOfRuns > limits.packets()
                || bytesOfRuns > limits.packetBytes();
    }
}
