package dev.vethlab.tool.conntrack;

import dev.vethlab.kernel.netfilter.conntrack.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line of {@code conntrack}, taken apart. */
final class Arguments {

    /** The commands by their long names. */
    private static final Map<String, String> COMMANDS = Map.of(
            "--dump", "-L",
            "--delete", "-D",
            "--flush", "-F",
            "--count", "-C",
            "--version", "-V",
            "--get", "-G",
            "--create", "-I",
            "--update", "-U",
            "--event", "-E",
            "--stats", "-S");

    private static final Set<String> LETTERS = Set.of("-L", "-D", "-F", "-C", "-V", "-G", "-I", "-U", "-E", "-S");
    private static final Set<String> TABLES = Set.of("conntrack", "expect", "dying", "unconfirmed");
    private static final Set<String> FORMATS =
            Set.of("xml", "extended", "timestamp", "id", "ktimestamp", "labels", "save", "userspace");
    private static final Set<String> EVENTS = Set.of("NEW", "UPDATES", "DESTROY", "ALL");

    final Selection selection = new Selection();
    String command = "";
    String table = "conntrack";
    boolean extended;
    boolean withId;

    /** Something that the program does not take, in its words. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String words) {
            super(words);
        }
    }

    static Arguments read(List<String> words) throws RefusedException {
        Arguments arguments = new Arguments();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at++);
            String letter = COMMANDS.getOrDefault(word, word);
            if (LETTERS.contains(letter)) {
                at += arguments.command(letter, at < words.size() ? words.get(at) : "-");
            } else if (arguments.isFlag(word)) {
                continue;
            } else {
                if (at >= words.size()) {
                    throw new RefusedException("unknown option `" + word + "'");
                }
                arguments.option(word, words.get(at++));
            }
        }
        return arguments;
    }

    /** Takes a command; how many words belong to it. */
    private int command(String letter, String next) throws RefusedException {
        if (!command.isEmpty()) {
            throw new RefusedException("Invalid commands combination");
        }
        command = letter;
        if (next.startsWith("-") || letter.equals("-S") || letter.equals("-V")) {
            return 0;
        }
        if (!TABLES.contains(next)) {
            throw new RefusedException("unknown type `" + next + "'");
        }
        table = next;
        return 1;
    }

    private boolean isFlag(String word) {
        switch (word) {
            case "-n", "--src-nat" -> selection.translated(Connection.SRC_NAT);
            case "-g", "--dst-nat" -> selection.translated(Connection.DST_NAT);
            case "-j", "--any-nat" -> selection.translated(Connection.SRC_NAT | Connection.DST_NAT);
            case "-z", "--zero" -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    private void option(String word, String value) throws RefusedException {
        switch (word) {
            case "-o", "--output" -> {
                for (String format : value.split(",")) {
                    if (!FORMATS.contains(format)) {
                        throw new RefusedException("Bad parameter `" + format + "'");
                    }
                }
                extended = value.contains("extended");
                withId = List.of(value.split(",")).contains("id");
            }
            case "-e", "--event-mask" -> {
                for (String event : value.split(",")) {
                    if (!EVENTS.contains(event)) {
                        throw new RefusedException("Bad parameter `" + event + "'");
                    }
                }
            }
            case "-b", "--buffer-size" -> {}
            default -> {
                String complaint = selection.add(word, value).orElse("");
                if (!complaint.isEmpty()) {
                    throw new RefusedException(complaint);
                }
            }
        }
    }
}
