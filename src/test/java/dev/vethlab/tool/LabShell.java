package dev.vethlab.tool;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import java.util.List;

/** A machine with a shell, for tests. */
public final class LabShell {

    private final Kernel kernel = new Kernel(1, 1000);
    private final Shell shell;

    public LabShell(String... setUp) {
        this.shell = new Shell(kernel, Programs.all(), 1_000_000);
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

    /** What the kernel and the switch decide while a command runs. */
    public List<Step> trace(String line) {
        kernel.machine().tracer().start();
        run(line);
        return kernel.machine().tracer().stop();
    }

    /** What a command complains about, and its exit code. */
    public String err(String line) {
        Shell.Result result = run(line);
        return result.exitCode() + " " + result.stderr();
    }
}
