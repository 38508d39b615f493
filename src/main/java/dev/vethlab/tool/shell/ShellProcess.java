package dev.vethlab.tool.shell;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.Process;
import java.util.ArrayList;
import java.util.List;

/** A process that keeps what it writes, up to a limit. */
final class ShellProcess implements Process {

    private final Shell shell;
    private final Namespace namespace;
    private final String input;
    private final OutputBuffer out;
    private final OutputBuffer err;
    private final List<KernelException> refusals;

    ShellProcess(Shell shell, Namespace namespace, String input, OutputBuffer out, OutputBuffer err) {
        this(shell, namespace, input, out, err, new ArrayList<>());
    }

    private ShellProcess(
            Shell shell,
            Namespace namespace,
            String input,
            OutputBuffer out,
            OutputBuffer err,
            List<KernelException> refusals) {
        this.shell = shell;
        this.namespace = namespace;
        this.input = input;
        this.out = out;
        this.err = err;
        this.refusals = refusals;
    }

    List<KernelException> refusals() {
        return refusals;
    }

    @Override
    public Kernel kernel() {
        return shell.kernel();
    }

    @Override
    public Namespace namespace() {
        return namespace;
    }

    @Override
    public String input() {
        return input;
    }

    @Override
    public void out(CharSequence text) {
        out.add(text);
    }

    @Override
    public void err(CharSequence text) {
        err.add(text);
    }

    @Override
    public void refused(KernelException refusal) {
        refusals.add(refusal);
    }

    @Override
    public boolean hasProgram(String name) {
        return shell.hasProgram(name);
    }

    @Override
    public int execute(Namespace other, List<String> words) {
        return shell.execute(new ShellProcess(shell, other, input, out, err, refusals), words, "");
    }
}
