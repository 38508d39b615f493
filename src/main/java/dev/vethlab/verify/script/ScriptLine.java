package dev.vethlab.verify.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command line of a script, taken apart as far as comparing needs.
 *
 * @param words the words, without quotes
 */
public record ScriptLine(String text, List<String> words) {

    private static final Set<String> IP_OPTIONS_WITH_VALUE =
            Set.of("-n", "-netns", "-f", "-family", "-l", "-loops", "-rc", "-rcvbuf");
    private static final Pattern REDIRECTION = Pattern.compile(">\\s*(/proc/sys/net/[A-Za-z0-9_./-]+)$");
    private static final Pattern NEIGHBOUR_OBJECT = Pattern.compile("n|ne|nei|neig|neigh|neighbor|neighbour|ntable");
    private static final Set<String> FORWARDING_CHANGES = Set.of("add", "del", "append", "replace", "get", "flush");
    private static final Set<String> NEIGHBOUR_LISTINGS =
            Set.of("show", "list", "ls", "sh", "s", "l", "lst", "dev", "nud", "to", "proxy");

    /**
     * A line of the subset that can be compared: one command, of a program that may run, that reaches nothing but the network.
     *
     * @param programs the names of the programs that may run
     */
    static ScriptLine of(String text, Set<String> programs) throws ScriptException {
        Words words = Words.of(text);
        ScriptLine line = new ScriptLine(text, words.words());
        if (words.words().isEmpty()) {
            throw new ScriptException("an empty command");
        }
        if (!words.operators().isEmpty()
                && !(words.operators().equals(">") && REDIRECTION.matcher(text).find())) {
            throw new ScriptException("no pipes, lists, variables, patterns, and redirection into /proc/sys/net only");
        }
        line.check(programs);
        return line;
    }

    private void check(Set<String> programs) throws ScriptException {
        List<String> inner = inner();
        String program = inner.get(0);
        if (!programs.contains(program)) {
            throw new ScriptException(program + " is not simulated");
        }
        for (String argument : inner.subList(1, inner.size())) {
            boolean setting = program.equals("sysctl") && !argument.startsWith("-") && !argument.matches("net[./].*");
            boolean file = program.equals("cat") && !argument.matches("(/proc/sys/net|/proc/net|/sys/class/net)/.*");
            boolean climbing = argument.contains("/../");
            boolean loading = program.equals("sysctl") && argument.matches("-p.*|--load.*|--system");
            if (setting || file || climbing || loading) {
                throw new ScriptException("out of bounds: " + argument);
            }
        }
        if (program.equals("ip") && inner != words && isExec(ipObject(inner))
                || program.equals("ip") && hasBatch(inner)) {
            throw new ScriptException("no commands inside of commands, no batches");
        }
    }

    private static boolean hasBatch(List<String> command) {
        List<String> options =
                command.subList(1, command.size() - ipObject(command).size());
        return options.stream().anyMatch(option -> option.matches("--?b(a(t(ch?)?)?)?"));
    }

    /** What follows {@code ip} and its options; empty for another program. */
    private static List<String> ipObject(List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("ip")) {
            return List.of();
        }
        int i = 1;
        while (i < words.size() && words.get(i).startsWith("-")) {
            i += IP_OPTIONS_WITH_VALUE.contains(words.get(i)) ? 2 : 1;
        }
        return words.subList(Math.min(i, words.size()), words.size());
    }

    private static boolean isExec(List<String> object) {
        return object.size() > 3
                && object.get(0).equals("netns")
                && object.get(1).equals("exec");
    }

    private List<String> inner() {
        List<String> object = ipObject(words);
        return isExec(object) ? object.subList(3, object.size()) : words;
    }

    private String namespace() {
        List<String> object = ipObject(words);
        return isExec(object) ? object.get(2) : "host";
    }

    /** The program that runs in the end. */
    public String program() {
        return inner().get(0);
    }

    /** Whether it prints an outline with siblings in random order. */
    public boolean isOutline() {
        List<String> inner = inner();
        return program().equals("ovs-vsctl") && inner.get(inner.size() - 1).equals("show");
    }

    /** Whether it lists the stations that an Open vSwitch bridge has learnt, under a heading and with their ages. */
    public boolean isStations() {
        return program().equals("ovs-appctl") && inner().contains("fdb/show");
    }

    /** Whether it lists the multicast groups of bridges. */
    public boolean isGroups() {
        return program().equals("bridge") && inner().contains("mdb");
    }

    /** Whether the output comes in the order of a randomly seeded hash table. */
    public boolean isUnordered() {
        if (program().equals("conntrack")) {
            return true;
        }
        if (program().equals("bridge")) {
            return inner().contains("fdb") && inner().stream().noneMatch(FORWARDING_CHANGES::contains);
        }
        List<String> object = ipObject(inner());
        return !object.isEmpty()
                && NEIGHBOUR_OBJECT.matcher(object.get(0)).matches()
                && (object.size() < 2 || NEIGHBOUR_LISTINGS.contains(object.get(1)));
    }

    /** The settings that the line writes. */
    Set<WrittenSetting> writtenSettings() {
        Set<WrittenSetting> written = new LinkedHashSet<>();
        Matcher redirection = REDIRECTION.matcher(text);
        if (redirection.find()) {
            // The redirection happens outside of "ip netns exec".
            written.add(new WrittenSetting("host", dotted(redirection.group(1))));
            return written;
        }
        List<String> inner = inner();
        if (inner.get(0).equals("sysctl")) {
            for (String argument : inner.subList(1, inner.size())) {
                int equals = argument.indexOf('=');
                if (!argument.startsWith("-") && equals > 0) {
                    written.add(new WrittenSetting(
                            namespace(), dotted(argument.substring(0, equals).strip())));
                }
            }
        }
        return written;
    }

    private static String dotted(String key) {
        String name = key.replace("/proc/sys/", "");
        // With slashes as separators dots belong to the names.
        return name.contains("/") ? name.replace('.', '\0').replace('/', '.').replace('\0', '/') : name;
    }
}
