package dev.vethlab.tool;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;

/** A machine with a shell, for tests. */
public final class LabShell {

    private final Shell shell;

    public LabShell(String... setUp) {
        this.shell = new Shell(new Kernel(1, 1000), Programs.all(), 1_000_000);
        for (String line : setUp) {
            Shell.Result result = shell.run(line);
            if (result.exitCode() != 0) {
                throw new IllegalStateException(line + ": " + result.stderr());
            }
        }
    }

    public Shell.Result run(String line) {
        return shell.run(line);
    }

    /** What a command prints. */
    public String out(String line) {
        return run(line).stdout();
    }

    /** What a command complains about, and its exit code. */
    public String err(String line) {
        Shell.Result result = run(line);
        return result.exitCode() + " " + result.stderr();
    }
}
