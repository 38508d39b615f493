package dev.vethlab.web.command;

import dev.vethlab.lab.CommandResult;
import dev.vethlab.lab.ShellQuoting;
import java.util.List;

/** What commands printed, in the forms in which it can be had. */
final class CommandAnswer {

    private CommandAnswer() {}

    /** What a line did. */
    record ResultView(String command, int exitCode, String stdout, String stderr) {

        static ResultView of(CommandResult result) {
            return new ResultView(result.command(), result.exitCode(), result.stdout(), result.stderr());
        }
    }

    /** What all lines did, in order. */
    record ResultsView(List<ResultView> results) {

        static ResultsView of(List<CommandResult> results) {
            return new ResultsView(results.stream().map(ResultView::of).toList());
        }
    }

    /** The exit code of the last line, 0 where there was none. */
    static int exitCode(List<CommandResult> results) {
        return results.isEmpty() ? 0 : results.get(results.size() - 1).exitCode();
    }

    /** The output alone, as a terminal would show it. */
    static String text(List<CommandResult> results) {
        StringBuilder text = new StringBuilder();
        results.forEach(result -> text.append(result.stdout()).append(result.stderr()));
        return text.toString();
    }

    /** Shell commands that print the same on the same streams and end with the same exit code. */
    static String shell(List<CommandResult> results) {
        StringBuilder shell = new StringBuilder();
        for (CommandResult result : results) {
            if (!result.stdout().isEmpty()) {
                shell.append("printf %s ")
                        .append(ShellQuoting.quote(result.stdout()))
                        .append('\n');
            }
            if (!result.stderr().isEmpty()) {
                shell.append("printf %s ")
                        .append(ShellQuoting.quote(result.stderr()))
                        .append(" >&2\n");
            }
        }
        return shell.append("exit ").append(exitCode(results)).append('\n').toString();
    }
}
