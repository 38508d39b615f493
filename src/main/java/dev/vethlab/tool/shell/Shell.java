package dev.vethlab.tool.shell;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.EventLimitException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.tool.Activity;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.Service;
import dev.vethlab.tool.files.LabFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs command lines: a command, a pipeline or a list of them. A redirection is opened by the shell, in the shell's own namespace, before the program
 * runs, and its complaints are bash's.
 *
 * <p>Of a pipeline each command runs to its end before the next one starts, which reads all that was written. A command with {@code &}
 * goes on in the background if its program is one that acts on events ({@link Service}), until it ends or is killed; what it writes
 * stands in the output of the command line that runs meanwhile. Any other program runs to its end at once.
 */
public final class Shell {

    static final String PREFIX = "/bin/bash: line 1: ";

    /** What starting a program usually takes: timers that are due, such as one set for at once, fire between two commands. */
    private static final long USUAL_STARTING_NS = 5_000_000;

    /** A program that takes longer than this should not have run at once. */
    private static final long INSTANT_NS = 100_000_000;

    private static final String TIMEOUT = "timeout";
    private static final Pattern BIN = Pattern.compile("^(/usr)?(/local)?/s?bin/");
    private static final int NOT_FOUND = 127;
    private static final int SYNTAX_ERROR = 2;
    private static final int FORK_FAILED = 254;

    /** Programs that wait for one another: a machine has no more room for processes. */
    private static final int MOST_NESTED = 100;

    /** What a shell says of a program that was killed by SIGKILL. */
    private static final int STOPPED = 137;

    private final Kernel kernel;
    private int running;
    private final Map<String, Program> programs;
    private final int outputLimit;
    private final long startingNs;
    private final Jobs jobs = new Jobs();
    private final Builtins builtins = new Builtins(jobs, PREFIX);
    private final BackgroundOutput backgroundOut;
    private final BackgroundOutput backgroundErr;

    /**
     * @param programs by name
     * @param outputLimit the most characters kept of each stream of a command
     */
    public Shell(Kernel kernel, Map<String, Program> programs, int outputLimit) {
        this(kernel, programs, outputLimit, USUAL_STARTING_NS);
    }

    /**
     * @param programs by name
     * @param outputLimit the most characters kept of each stream of a command
     * @param startingNs what starting a program takes
     */
    public Shell(Kernel kernel, Map<String, Program> programs, int outputLimit, long startingNs) {
        this.startingNs = startingNs;
        this.kernel = kernel;
        this.programs = Map.copyOf(programs);
        this.outputLimit = outputLimit;
        this.backgroundOut = new BackgroundOutput(outputLimit);
        this.backgroundErr = new BackgroundOutput(outputLimit);
    }

    Kernel kernel() {
        return kernel;
    }

    /**
     * What a command line did.
     *
     * @param refusals what the kernel refused on the way, as far as the program reported it
     */
    public record Result(int exitCode, String stdout, String stderr, List<KernelException> refusals) {}

    /** Runs a command line in the namespace that the machine started with. */
    public Result run(String line) {
        return run(kernel.initial(), line);
    }

    /** Runs a command line in a namespace: one command, or a list of them; the exit code is that of the last one that ran. */
    public Result run(Namespace namespace, String line) {
        return run(namespace, line, "");
    }

    /** Runs a command line whose commands find {@code input} on standard input. */
    Result run(Namespace namespace, String line, String input) {
        try {
            return run(namespace, LineParser.parse(line), input);
        } catch (SyntaxException malformed) {
            return new Result(SYNTAX_ERROR, "", "/bin/bash: -c: line 1: " + malformed.getMessage() + "\n", List.of());
        }
    }

    private Result run(Namespace namespace, CommandList list, String input) {
        Result last = new Result(0, "", "", List.of());
        OutputBuffer out = new OutputBuffer(outputLimit);
        OutputBuffer err = new OutputBuffer(outputLimit);
        List<KernelException> refusals = new ArrayList<>();
        for (CommandList.Step step : list.steps()) {
            if (step.joint().lets(last.exitCode())) {
                last = run(namespace, step.pipeline(), input);
                if (list.steps().size() == 1) {
                    return last;
                }
                out.add(last.stdout());
                err.add(last.stderr());
                refusals.addAll(last.refusals());
            }
        }
        return new Result(last.exitCode(), out.toString(), err.toString(), List.copyOf(refusals));
    }

    /** Runs a program with its arguments, and nothing of a shell's syntax. */
    public Result run(Namespace namespace, List<String> words, String input) {
        OutputBuffer out = new OutputBuffer(outputLimit);
        OutputBuffer err = new OutputBuffer(outputLimit);
        return run(
                namespace,
                new CommandLine(List.copyOf(words), List.of()),
                new Streams(out, err, input, outputLimit),
                out,
                err);
    }

    private Result run(Namespace namespace, Pipeline pipeline, String given) {
        OutputBuffer out = new OutputBuffer(outputLimit);
        OutputBuffer err = new OutputBuffer(outputLimit);
        backgroundOut.attach(out);
        backgroundErr.attach(err);
        try {
            String input = given;
            for (CommandLine command :
                    pipeline.commands().subList(0, pipeline.commands().size() - 1)) {
                OutputBuffer piped = new OutputBuffer(outputLimit);
                input = run(namespace, command, new Streams(piped, err, input, outputLimit), piped, err)
                        .stdout();
            }
            if (pipeline.background()) {
                return start(namespace, pipeline, input, out, err);
            }
            Result result = run(namespace, pipeline.last(), new Streams(out, err, input, outputLimit), out, err);
            return settled(result, out, err);
        } finally {
            backgroundOut.detach();
            backgroundErr.detach();
        }
    }

    /** Between two commands programs in the background have a moment to finish what they are at. */
    private Result settled(Result result, OutputBuffer out, OutputBuffer err) {
        if (jobs.running().isEmpty()) {
            return result;
        }
        try {
            kernel.machine().sleep(startingNs);
        } catch (EventLimitException stopped) {
            err.add("lab: " + stopped.getMessage() + "; what was done until then is kept\n");
        }
        jobs.catchUp();
        return new Result(result.exitCode(), out.toString(), err.toString(), result.refusals());
    }

    private Result run(Namespace namespace, CommandLine command, Streams streams, OutputBuffer out, OutputBuffer err) {
        try {
            streams.open(new LabFiles(namespace), command.redirections());
        } catch (Streams.Refused refused) {
            err.add(PREFIX + refused.getMessage() + "\n");
            return new Result(1, out.toString(), err.toString(), List.of());
        }
        ShellProcess process = new ShellProcess(this, namespace, streams.input, streams.out, streams.err);
        int code = executeWithinBudget(process, command);
        if (streams.flush(command.words().isEmpty() ? "" : command.words().get(0), process)) {
            code = 1;
        }
        jobs.catchUp();
        return new Result(code, out.toString(), err.toString(), List.copyOf(process.refusals()));
    }

    /** Starts a program in the background. */
    private Result start(Namespace namespace, Pipeline pipeline, String input, OutputBuffer out, OutputBuffer err) {
        CommandLine command = pipeline.last();
        Streams streams = new Streams(backgroundOut, backgroundErr, input, outputLimit);
        if (jobs.isFull()) {
            err.add(PREFIX + "fork: retry: Resource temporarily unavailable\n");
            return new Result(1, out.toString(), err.toString(), List.of());
        }
        try {
            streams.open(new LabFiles(namespace), command.redirections());
        } catch (Streams.Refused refused) {
            err.add(PREFIX + refused.getMessage() + "\n");
            return new Result(0, out.toString(), err.toString(), List.of());
        }
        Launch launch = new Launch();
        ShellProcess process = new ShellProcess(this, namespace, streams.input, streams.out, streams.err, launch);
        long before = kernel.machine().nowNs();
        executeWithinBudget(process, command);
        Activity started = launch.activity;
        if (started != null) {
            jobs.add(launch.program, pipeline.text(), started);
        } else {
            streams.flush(command.words().isEmpty() ? "" : command.words().get(0), process);
            if (kernel.machine().nowNs() - before > INSTANT_NS) {
                err.add("lab: " + command.words().get(0) + " ran to its end before the next command; only ip monitor,"
                        + " nc, ping, python3, sleep and tcpdump go on in the background\n");
            }
        }
        jobs.catchUp();
        return new Result(0, out.toString(), err.toString(), List.copyOf(process.refusals()));
    }

    /** Runs a program to its end or to the end of the work granted; what it did until then stays. */
    private int executeWithinBudget(ShellProcess process, CommandLine command) {
        if (command.words().isEmpty()) {
            return 0;
        }
        try {
            return execute(process, command.words(), command.redirections().isEmpty() ? "" : PREFIX);
        } catch (EventLimitException stopped) {
            process.err("lab: " + stopped.getMessage() + "; what was done until then is kept\n");
            return STOPPED;
        } finally {
            long discarded = kernel.machine().takeDiscarded();
            if (discarded > 0) {
                process.err("lab: the limit of events was reached, and the packets in flight (" + discarded
                        + ") were discarded\n");
            }
        }
    }

    /** Runs a program; {@code /bin/NAME} and its like are the program NAME. Programs may run others, not too deep. */
    int execute(Process process, List<String> words, String prefix) {
        if (running == MOST_NESTED) {
            process.err(PREFIX + "fork: retry: Resource temporarily unavailable\n");
            return FORK_FAILED;
        }
        running++;
        try {
            return executed(process, words, prefix);
        } finally {
            running--;
        }
    }

    private int executed(Process process, List<String> words, String prefix) {
        String word = words.get(0);
        String name = programName(word);
        List<String> arguments = words.subList(1, words.size());
        Machine machine = kernel.machine();
        if (name.equals(TIMEOUT)) {
            return new Timeout(this).run(process, arguments);
        }
        if (NestedShell.NAMES.contains(name)) {
            return new NestedShell(this).run(process, name, arguments);
        }
        if (Builtins.has(name)) {
            return builtins.run(process, name, arguments);
        }
        Program program = programs.get(name);
        if (program == null) {
            process.err(prefix + word + ": command not found\n");
            return NOT_FOUND;
        }
        machine.sleep(startingNs);
        Launch launch = process instanceof ShellProcess own ? own.launch() : null;
        if (launch == null || !(program instanceof Service service) || !service.goesOn(arguments)) {
            return program.run(process, arguments);
        }
        Activity started = service.start(process, arguments);
        launch.activity = started;
        launch.program = name;
        return started.hasEnded() ? started.exitCode() : 0;
    }

    boolean hasProgram(String word) {
        String name = programName(word);
        return programs.containsKey(name)
                || name.equals(TIMEOUT)
                || NestedShell.NAMES.contains(name)
                || Builtins.has(name);
    }

    private static String programName(String word) {
        return word.startsWith("/") ? BIN.matcher(word).replaceFirst("") : word;
    }
}
