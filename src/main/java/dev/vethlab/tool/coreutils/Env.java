package dev.vethlab.tool.coreutils;

import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program {@code env}: runs another one with more variables in its environment. */
public final class Env implements Program {

    private static final int FAILED = 125;

    @Override
    public String name() {
        return "env";
    }

    @Override
    public int run(Process process, List<String> arguments) {
        Map<String, String> variables = new LinkedHashMap<>();
        int at = 0;
        while (at < arguments.size() && arguments.get(at).indexOf('=') > 0) {
            String word = arguments.get(at++);
            int equals = word.indexOf('=');
            variables.put(word.substring(0, equals), word.substring(equals + 1));
        }
        if (at < arguments.size() && arguments.get(at).startsWith("-")) {
            process.err("env: invalid option -- '" + arguments.get(at).replaceFirst("^-+", "")
                    + "'\nTry 'env --help' for more information.\n");
            return FAILED;
        }
        if (at == arguments.size()) {
            variables.forEach((name, value) -> process.out(name + "=" + value + "\n"));
            return 0;
        }
        return process.execute(variables, arguments.subList(at, arguments.size()));
    }
}
