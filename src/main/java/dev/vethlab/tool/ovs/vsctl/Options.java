package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.tool.ovs.vsctl.TableStyle.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands before the first command, and the commands ({@code parse_options}, {@code ctl_parse_commands}).
 *
 * @param timeout in seconds, 0 for none
 * @param folder where the database's socket is, where that is said
 * @param commands the words of each, its own options first
 */
record Options(
        TableStyle style,
        boolean noWait,
        boolean dryRun,
        boolean oneLine,
        boolean version,
        int timeout,
        Optional<String> folder,
        List<List<String>> commands) {

    static Options read(List<String> words) {
        Reader reader = new Reader(words);
        reader.readOptions();
        return reader.options();
    }

    /** The command that some words are. */
    static Invocation invocation(List<String> words, Map<String, Command> known) {
        Map<String, String> options = new LinkedHashMap<>();
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            String word = words.get(at++);
            int equals = word.indexOf('=');
            options.put(equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
        }
        if (at == words.size()) {
            throw new VsctlException("missing command name (use --help for help)");
        }
        String name = words.get(at);
        Command command = known.get(name);
        if (command == null) {
            throw new VsctlException("unknown command '" + name + "'; use --help for help");
        }
        options.forEach((option, value) -> {
            boolean plain = command.options().contains(option);
            boolean valued = command.options().contains(option + "=");
            if (!plain && !valued) {
                throw new VsctlException("'" + name + "' command has no '" + option + "' option");
            }
            if (valued && value.isEmpty()) {
                throw new VsctlException("missing argument to '" + option + "' option on '" + name + "' command");
            }
        });
        List<String> arguments = words.subList(at + 1, words.size());
        if (arguments.size() < command.least()) {
            throw new VsctlException("'" + name + "' command requires at least " + command.least() + " arguments");
        }
        if (arguments.size() > command.most()) {
            throw new VsctlException("'" + name + "' command takes at most " + command.most() + " arguments");
        }
        return new Invocation(name, List.copyOf(arguments), options);
    }

    /** Reads the words from left to right. */
    private static final class Reader {

        private final List<String> words;
        private final List<String> local = new ArrayList<>();
        private int at;
        private Format format = Format.LIST;
        private boolean bare;
        private boolean headings = true;
        private boolean noWait;
        private boolean dryRun;
        private boolean oneLine;
        private boolean version;
        private int timeout;
        private Optional<String> folder = Optional.empty();

        Reader(List<String> words) {
            this.words = words;
        }

        void readOptions() {
            while (at < words.size()
                    && words.get(at).startsWith("-")
                    && !words.get(at).equals("--")) {
                String word = words.get(at++);
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                String value = equals < 0 ? "" : word.substring(equals + 1);
                if (!takeFlag(name) && !takeValued(name, value, equals >= 0)) {
                    takeLocal(word, name, equals >= 0);
                }
            }
        }

        private boolean takeFlag(String name) {
            switch (name) {
                case "--no-wait" -> noWait = true;
                case "--dry-run" -> dryRun = true;
                case "--oneline" -> oneLine = true;
                case "--no-headings" -> headings = false;
                case "--bare" -> {
                    bare = true;
                    headings = false;
                    format = Format.LIST;
                }
                case "--version", "-V" -> version = true;
                case "--no-syslog", "--retry", "--leader-only", "--no-leader-only", "-v" -> {}
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean takeValued(String name, String given, boolean hasValue) {
            boolean known = List.of("--db", "--timeout", "-t", "--format", "-f", "--data", "-d")
                    .contains(name);
            if (!known) {
                return false;
            }
            if (!hasValue && at >= words.size()) {
                throw new VsctlException("option '" + name + "' requires an argument");
            }
            String value = hasValue ? given : words.get(at++);
            switch (name) {
                case "--timeout", "-t" -> timeout = seconds(value);
                case "--format", "-f" -> format = format(value);
                case "--db" -> folder = Optional.of(folderOf(value));
                case "--data", "-d" -> bare = value.equals("bare");
                default -> {}
            }
            return true;
        }

        private static String folderOf(String database) {
            String path = database.startsWith("unix:") ? database.substring("unix:".length()) : database;
            if (!path.endsWith("/db.sock")) {
                throw new VsctlException(database + ": database connection failed (No such file or directory)");
            }
            return path.substring(0, path.length() - "/db.sock".length());
        }

        private static int seconds(String value) {
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException bad) {
                throw new VsctlException("value " + value + " on -t or --timeout is invalid");
            }
        }

        private static Format format(String value) {
            for (Format known : Format.values()) {
                if (known.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return known;
                }
            }
            throw new VsctlException("unknown output format \"" + value + "\"");
        }

        /** An option of the first command may stand here too. */
        private void takeLocal(String word, String name, boolean hasValue) {
            boolean plain = List.of("--may-exist", "--if-exists", "--with-iface", "--real", "--fake", "--all")
                    .contains(name);
            if (plain) {
                local.add(word);
            } else if (name.equals("--columns") || name.equals("--id")) {
                if (!hasValue && at >= words.size()) {
                    throw new VsctlException("option '" + name + "' requires an argument");
                }
                local.add(hasValue ? word : word + "=" + words.get(at++));
            } else {
                throw new VsctlException("unrecognized option '" + word + "'");
            }
        }

        Options options() {
            List<List<String>> commands = new ArrayList<>();
            List<String> command = new ArrayList<>(local);
            while (at < words.size()) {
                String word = words.get(at++);
                if (!word.equals("--")) {
                    command.add(word);
                } else if (!command.isEmpty()) {
                    commands.add(command);
                    command = new ArrayList<>();
                }
            }
            if (!command.isEmpty() || commands.isEmpty()) {
                commands.add(command);
            }
            return new Options(
                    new TableStyle(format, bare, headings),
                    noWait,
                    dryRun,
                    oneLine,
                    version,
                    timeout,
                    folder,
                    commands);
        }
    }
}
