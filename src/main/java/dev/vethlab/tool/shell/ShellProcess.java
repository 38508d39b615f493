package dev.vethlab.tool.shell;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.Process;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A process that keeps what it writes, up to a limit. */
final class ShellProcess implements Process {

    private final Shell shell;
    private final Namespace namespace;
    private final String input;
    private final TextSink out;
    private final TextSink err;
    private final List<KernelException> refusals;
    private final @Nullable Launch launch;
    private final Map<String, String> environment;

    ShellProcess(Shell shell, Namespace namespace, String input, TextSink out, TextSink err) {
        this(shell, namespace, input, out, err, new ArrayList<>(), null, Map.of());
    }

    /** A process that goes on in the background once it has started. */
    ShellProcess(Shell shell, Namespace namespace, String input, TextSink out, TextSink err, Launch launch) {
        this(shell, namespace, input, out, err, new ArrayList<>(), launch, Map.of());
    }

    private ShellProcess(
            Shell shell,
            Namespace namespace,
            String input,
            TextSink out,
            TextSink err,
            List<KernelException> refusals,
            @Nullable Launch launch,
            Map<String, String> environment) {
        this.shell = shell;
        this.namespace = namespace;
        this.input = input;
        this.out = out;
        this.err = err;
        this.refusals = refusals;
        this.launch = launch;
        this.environment = environment;
    }

    /** Where it is noted that it goes on in the background; null in the foreground. */
    @Nullable
    Launch launch() {
        return launch;
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
        return execute(other, environment, words);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public int execute(Map<String, String> variables, List<String> words) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(variables);
        return execute(namespace, all, words);
    }

    private int execute(Namespace where, Map<String, String> variables, List<String> words) {
        return shell.execute(new ShellProcess(shell, where, input, out, err, refusals, launch, variables), words, "");
    }
}
