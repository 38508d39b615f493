package dev.vethlab.tool.ip;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.tool.Process;
import java.util.List;

/** Runs {@code ip} on a fresh machine and keeps what it writes. */
final class TestProcess implements Process {

    private final Kernel kernel = new Kernel(1, 100);
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private Namespace namespace = kernel.initial();
    private String input = "";

    /** Runs {@code ip} with these words, parted by blanks, and forgets what was written before. */
    int ip(String words) {
        out.setLength(0);
        err.setLength(0);
        return new Ip().run(this, List.of(words.split(" ")));
    }

    void setInput(String text) {
        input = text;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
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
        return input;
    }

    @Override
    public void out(CharSequence text) {
        out.append(text);
    }

    @Override
    public void err(CharSequence text) {
        err.append(text);
    }

    @Override
    public boolean hasProgram(String name) {
        return name.equals("ip");
    }

    @Override
    public int execute(Namespace where, List<String> words) {
        Namespace before = namespace;
        namespace = where;
        try {
            return new Ip().run(this, words.subList(1, words.size()));
        } finally {
            namespace = before;
        }
    }
}
