package dev.vethlab.tool.shell;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.files.LabFile;
import dev.vethlab.tool.files.LabFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The three streams of a command and the files that they were redirected to. */
final class Streams {

    /** The programs that look whether their output arrived ({@code close_stdout}); others end as if it had. */
    private static final Set<String> CLOSE_CAREFULLY = Set.of("cat", "echo", "/bin/echo", "sysctl");

    TextSink out;
    TextSink err;
    String input;
    private final Map<OutputBuffer, LabFile> files = new LinkedHashMap<>();
    private final int limit;

    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * @param limit the most characters kept of what goes to a file
     */
    Streams(TextSink out, TextSink err, String input, int limit) {
        this.limit = limit;
        this.out = out;
        this.err = err;
        this.input = input;
    }

    void open(LabFiles tree, List<Redirection> redirections) throws Refused {
        for (Redirection redirection : redirections) {
            if (redirection instanceof Redirection.ToFile file) {
                open(tree, file.stream(), file.path());
            } else if (redirection instanceof Redirection.FromText here) {
                input = here.text();
            } else if (redirection instanceof Redirection.ToStream copy && copy.stream() == 2) {
                err = copy.copied() == 1 ? out : err;
            } else if (redirection instanceof Redirection.ToStream copy) {
                out = copy.copied() == 2 ? err : out;
            }
        }
    }

    private void open(LabFiles tree, int stream, String path) throws Refused {
        try {
            LabFile file = tree.open(path);
            if (stream == 0) {
                input = file.read();
                return;
            }
            file.openForWriting();
            OutputBuffer buffer = new OutputBuffer(limit);
            files.put(buffer, file);
            if (stream == 1) {
                out = buffer;
            } else {
                err = buffer;
            }
        } catch (KernelException refusal) {
            throw new Refused(path + ": " + refusal.errno().words());
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
                    String prefix = program.equals("echo") ? Shell.PREFIX : "";
                    process.err(prefix + program + ": write error: "
                            + refusal.errno().words() + "\n");
                    failed = true;
                }
            }
        }
        return failed;
    }
}
