package dev.vethlab.tool.tc;

import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import java.util.List;

/** {@code tc -batch}: commands from standard input, one a line ({@code do_batch}). */
final class TcBatch {

    private final Tc tc;
    private final TcContext context;

    TcBatch(Tc tc, TcContext context) {
        this.tc = tc;
        this.context = context;
    }

    int run(String file) {
        if (!file.equals("-")) {
            throw TcContext.complaint("Cannot open file \"" + file + "\" for reading: No such file or directory\n");
        }
        int result = 0;
        int number = 0;
        for (String line : context.ip().process().input().split("\n", -1)) {
            number++;
            int hash = line.indexOf('#');
            String text = (hash < 0 ? line : line.substring(0, hash)).trim();
            if (!text.isEmpty() && command(List.of(text.split("\\s+"))) != 0) {
                context.ip().err("Command failed " + file + ":" + number + "\n");
                result = ExitException.FAILURE;
                if (!context.options().force()) {
                    break;
                }
            }
        }
        return result;
    }

    private int command(List<String> words) {
        try {
            return tc.command(context, new Arguments(words));
        } catch (ExitException exit) {
            context.output().abandon();
            context.ip().process().out(exit.out());
            context.ip().err(exit.err());
            return exit.code();
        }
    }
}
