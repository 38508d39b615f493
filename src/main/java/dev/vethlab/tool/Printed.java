package dev.vethlab.tool;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import java.util.List;

/** What a program prints that only looks: no time passes for it, and it runs no other. */
public final class Printed implements Process {

    private final Kernel kernel;
    private final Namespace namespace;
    private final StringBuilder text = new StringBuilder();

    /** A process that keeps what is written to its standard output. */
    public Printed(Kernel kernel, Namespace namespace) {
        this.kernel = kernel;
        this.namespace = namespace;
    }

    /** What a program prints in a namespace; nothing where it fails. */
    public static String by(Program program, Kernel kernel, Namespace namespace, String... arguments) {
        Printed process = new Printed(kernel, namespace);
        return program.run(process, List.of(arguments)) == 0 ? process.text() : "";
    }

    /** What has been printed so far. */
    public String text() {
        return text.toString();
    }

    @Override
    public Kernel kernel() {
        return kernel;
    }

    @Override
    public Namespace namespace() {
        return namespace;
    }

    @Override
    public String input() {
        return "";
    }

    @Override
    public void out(CharSequence more) {
        text.append(more);
    }

    @Override
    public void err(CharSequence complaint) {}

    @Override
    public boolean hasProgram(String name) {
        return false;
    }

    @Override
    public int execute(Namespace elsewhere, List<String> words) {
        throw new IllegalStateException("a listing runs no programs: " + words);
    }
}
