package dev.vethlab.conformance;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;

/** The shell of the project, on a kernel. */
final class SimulatedShell {

    private static final int OUTPUT_LIMIT = 1_000_000;

    private SimulatedShell() {}

    static CommandLine on(Kernel kernel) {
        Shell shell = new Shell(kernel, Programs.all(), OUTPUT_LIMIT);
        return line -> {
            Shell.Result result = shell.run(line);
            return new CommandLine.Result(result.exitCode(), result.stdout(), result.stderr());
        };
    }
}
