package dev.vethlab.tool.ip.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code -batch} of iproute2's programs: commands from standard input, one a line ({@code do_batch}, {@code getcmdline},
 * {@code makeargs}).
 */
public final class Batch {

    /** Runs the words of one line as the program does those of its command line, and returns the exit code. */
    @FunctionalInterface
    public interface Command {
        int run(Arguments arguments);
    }

    private static final String BLANKS = " \t\r\n";

    private final IpContext context;
    private final Command program;

    public Batch(IpContext context, Command program) {
        this.context = context;
        this.program = program;
    }

    /**
     * Runs all lines, or until one fails without {@code -force}.
     *
     * @throws ExitException where the file cannot be read, or a line ends the program itself
     */
    public int run(String file) {
        if (!file.equals("-")) {
            throw ExitException.err(
                    ExitException.FAILURE,
                    "Cannot open file \"" + file + "\" for reading: No such file or directory\n");
        }
        String[] lines = context.process().input().split("\n", -1);
        int result = 0;
        for (int at = 0; at < lines.length; at++) {
            StringBuilder line = new StringBuilder(withoutComment(lines[at]));
            while (endsWithBackslash(line) && at + 1 < lines.length) {
                line.setLength(line.length() - 1);
                line.append(withoutComment(lines[++at]));
            }
            List<String> words = split(line);
            if (!words.isEmpty() && command(words) != 0) {
                context.err("Command failed " + file + ":" + (at + 1) + "\n");
                result = ExitException.FAILURE;
                if (!context.options().force()) {
                    break;
                }
            }
        }
        return result;
    }

    /** A complaint that ends the program ends the batch; any other failure is that command's alone. */
    private int command(List<String> words) {
        try {
            return program.run(new Arguments(words));
        } catch (ExitException exit) {
            if (exit.endsProgram()) {
                throw exit;
            }
            exit.refusal().ifPresent(context.process()::refused);
            context.output().abandon();
            context.process().out(exit.out());
            context.err(exit.err());
            return exit.code();
        }
    }

    private static boolean endsWithBackslash(CharSequence line) {
        return line.length() > 0 && line.charAt(line.length() - 1) == '\\';
    }

    private static String withoutComment(String line) {
        int hash = line.indexOf('#');
        return hash < 0 ? line : line.substring(0, hash);
    }

    private static List<String> split(CharSequence line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (BLANKS.indexOf(c) >= 0) {
                at++;
            } else if (c == '\'' || c == '"') {
                int end = indexOf(line, String.valueOf(c), at + 1);
                if (end == line.length()) {
                    throw ExitException.err(ExitException.FAILURE, "Unterminated quoted string\n");
                }
                words.add(line.subSequence(at + 1, end).toString());
                at = end + 1;
            } else {
                int end = indexOf(line, BLANKS, at);
                words.add(line.subSequence(at, end).toString());
                at = end;
            }
        }
        return words;
    }

    private static int indexOf(CharSequence line, String any, int from) {
        int at = from;
        while (at < line.length() && any.indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
