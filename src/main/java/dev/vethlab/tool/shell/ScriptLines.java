package dev.vethlab.tool.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a script apart into the command lines that a shell reads one at a time. A line goes on below where a quote is open, where it
 * ends in a backslash, and where a here-document belongs to it. Blank lines and comments are passed over.
 */
public final class ScriptLines {

    private final String[] lines;
    private final List<String> commands = new ArrayList<>();
    private int at;

    private ScriptLines(String script) {
        this.lines = script.split("\\R", -1);
    }

    /** The command lines of a script, in their order; one that is never finished is as it stands. */
    public static List<String> of(String script) {
        ScriptLines reader = new ScriptLines(script);
        while (reader.at < reader.lines.length) {
            reader.read();
        }
        return List.copyOf(reader.commands);
    }

    private void read() {
        String command = lines[at++];
        if (command.isBlank() || command.stripLeading().startsWith("#")) {
            return;
        }
        StringBuilder whole = new StringBuilder(command);
        LineScan scan = new LineScan();
        scan.read(command);
        while (scan.isOpen() && at < lines.length) {
            scan.read(lines[at]);
            whole.append('\n').append(lines[at++]);
        }
        for (LineScan.Document document : scan.documents()) {
            boolean ended = false;
            while (!ended && at < lines.length) {
                ended = document.endsAt(lines[at]);
                whole.append('\n').append(lines[at++]);
            }
        }
        commands.add(whole.toString());
    }
}
