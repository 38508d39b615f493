package dev.vethlab.tool.shell;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.EventLimitException;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import dev.vethlab.tool.files.LabFile;
import dev.vethlab.tool.files.LabFiles;
import dev.vethlab.tool.shell.CommandLine.Redirection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs command lines, one at a time. A redirection is opened by the shell, in the shell's own namespace, before the program
 * runs, and its complaints are bash's.
 */
public final class Shell {

    /** What starting a program takes: timers that are due, such as one set for at once, fire between two commands. */
    private static final long STARTING_NS = 5_000_000;

    private static final String PREFIX = "/bin/bash: line 1: ";

    /** The programs that look whether their output arrived ({@code close_stdout}); others end as if it had. */
    private static final Set<String> CLOSE_CAREFULLY = Set.of("cat", "echo", "/bin/echo", "sysctl");

    private static final int NOT_FOUND = 127;
    private static final int SYNTAX_ERROR = 2;

    /** What a shell says of a program that was killed by SIGKILL. */
    private static final int STOPPED = 137;

    private final Kernel kernel;
    private final Map<String, Program> programs;
    private final int outputLimit;

    /**
     * @param programs by name
     * @param outputLimit the most characters kept of each stream of a command
     */
    public Shell(Kernel kernel, Map<String, Program> programs, int outputLimit) {
        this.kernel = kernel;
        this.programs = Map.copyOf(programs);
        this.outputLimit = outputLimit;
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

    /** Runs a command line in a namespace. */
    public Result run(Namespace namespace, String line) {
        try {
            return run(namespace, LineParser.parse(line), "");
        } catch (SyntaxException malformed) {
            return new Result(
                    SYNTAX_ERROR, "", "/bin/bash: -c: line 1: " + malformed.getMessage() + "\n", List.of());
        }
    }

    /** Runs a program with its arguments, and nothing of a shell's syntax. */
    public Result run(Namespace namespace, List<String> words, String input) {
        return run(namespace, new CommandLine(List.copyOf(words), List.of()), input);
    }

    private Result run(Namespace namespace, CommandLine command, String input) {
        OutputBuffer out = new OutputBuffer(outputLimit);
        OutputBuffer err = new OutputBuffer(outputLimit);
        Streams streams = new Streams(out, err, input);
        try {
            streams.open(new LabFiles(namespace), command.redirections());
        } catch (RefusedRedirection refused) {
            return new Result(1, "", PREFIX + refused.getMessage() + "\n", List.of());
        }
        ShellProcess process = new ShellProcess(this, namespace, streams.input, streams.out, streams.err);
        String prefix = command.redirections().isEmpty() ? "" : PREFIX;
        int code = command.words().isEmpty() ? 0 : executeWithinBudget(process, command.words(), prefix);
        if (streams.flush(command.words().isEmpty() ? "" : command.words().get(0), process)) {
            code = 1;
        }
        return new Result(code, out.toString(), err.toString(), List.copyOf(process.refusals()));
    }

    /** Runs a program to its end or to the end of the work granted; what it did until then stays. */
    private int executeWithinBudget(ShellProcess process, List<String> words, String prefix) {
        try {
            return execute(process, words, prefix);
        } catch (EventLimitException stopped) {
            process.err("lab: " + stopped.getMessage() + "; what was done until then is kept\n");
            return STOPPED;
        }
    }

    /** Runs a program; {@code /bin/NAME} and its like are the program NAME. */
    int execute(Process process, List<String> words, String prefix) {
        String word = words.get(0);
        Program program = programs.get(programName(word));
        if (program == null) {
            process.err(prefix + word + ": command not found\n");
            return NOT_FOUND;
        }
        kernel.machine().sleep(STARTING_NS);
        return program.run(process, words.subList(1, words.size()));
    }

    boolean hasProgram(String word) {
        return programs.containsKey(programName(word));
    }

    private static String programName(String word) {
        return word.replaceFirst("^(/usr)?(/local)?/s?bin/", "");
    }

    private static final class RefusedRedirection extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedRedirection(String message) {
            super(message, null, false, false);
        }
    }

    /** The three streams of a command and the files that they were redirected to. */
    private final class Streams {

        private OutputBuffer out;
        private OutputBuffer err;
        private String input;
        private final Map<OutputBuffer, LabFile> files = new LinkedHashMap<>();

        Streams(OutputBuffer out, OutputBuffer err, String input) {
            this.out = out;
            this.err = err;
            this.input = input;
        }

        void open(LabFiles tree, List<Redirection> redirections) throws RefusedRedirection {
            for (Redirection redirection : redirections) {
                if (redirection.target().isPresent()) {
                    open(tree, redirection.stream(), redirection.target().get());
                } else if (redirection.stream() == 2) {
                    err = redirection.copied() == 1 ? out : err;
                } else {
                    out = redirection.copied() == 2 ? err : out;
                }
            }
        }

        private void open(LabFiles tree, int stream, String path) throws RefusedRedirection {
            try {
                LabFile file = tree.open(path);
                if (stream == 0) {
                    input = file.read();
                    return;
                }
                file.openForWriting();
                OutputBuffer buffer = new OutputBuffer(outputLimit);
                files.put(buffer, file);
                if (stream == 1) {
                    out = buffer;
                } else {
                    err = buffer;
                }
            } catch (KernelException refusal) {
                throw new RefusedRedirection(path + ": " + refusal.errno().words());
            }
        }

        /** Writes to the files what went there; whether one of them refused it. */
        boolean flush(String program, ShellProcess process) {
            boolean failed = false;
            for (Map.Entry<OutputBuffer, LabFile> file : files.entrySet()) {
                String text = file.getKey().toString();
                try {
                    if (!text.isEmpty()) {
                        file.getValue().write(text);
                    }
                } catch (KernelException refusal) {
                    process.refused(refusal);
                    if (CLOSE_CAREFULLY.contains(program)) {
                        String prefix = program.equals("echo") ? PREFIX : "";
                        process.err(prefix + program + ": write error: " + refusal.errno().words() + "\n");
                        failed = true;
                    }
                }
            }
            return failed;
        }
    }
}
