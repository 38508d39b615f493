package dev.vethlab.tool.shell;

import dev.vethlab.tool.Process;
import java.util.List;
import java.util.Set;

/** {@code bash -c LINE} and {@code sh -c LINE}: a line in the namespace that the process is in, as {@code ip netns exec} begins one. */
final class NestedShell {

    static final Set<String> NAMES = Set.of("bash", "sh", "dash");

    private static final int WRONG = 2;
    private static final int NO_FILE = 127;

    private final Shell shell;

    NestedShell(Shell shell) {
        this.shell = shell;
    }

    int run(Process process, String name, List<String> arguments) {
        boolean line = false;
        int at = 0;
        while (at < arguments.size() && arguments.get(at).matches("-[A-Za-z]+|--")) {
            String options = arguments.get(at++).substring(1);
            if (!options.matches("[cli]*|-")) {
                process.err(name + ": the option -" + options + " is not simulated\n");
                return WRONG;
            }
            line |= options.contains("c");
        }
        if (!line && at < arguments.size()) {
            process.err(name + ": " + arguments.get(at) + ": No such file or directory\n");
            return NO_FILE;
        }
        if (line && at == arguments.size()) {
            process.err(name + ": -c: option requires an argument\n");
            return WRONG;
        }
        Shell.Result result = line
                ? shell.run(process.namespace(), arguments.get(at), process.input())
                : shell.run(process.namespace(), process.input());
        process.out(result.stdout());
        process.err(result.stderr());
        result.refusals().forEach(process::refused);
        return result.exitCode();
    }
}
