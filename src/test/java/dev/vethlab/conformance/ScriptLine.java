package dev.vethlab.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command line of a scenario, taken apart as far as normalising needs.
 *
 * @param words the words, without quotes
 */
record ScriptLine(String text, List<String> words) {

    private static final Set<String> IP_OPTIONS_WITH_VALUE =
            Set.of("-n", "-netns", "-f", "-family", "-l", "-loops", "-rc", "-rcvbuf");
    private static final Pattern REDIRECTION = Pattern.compile(">\\s*(/proc/sys/net/\\S+)$");
    private static final Pattern NEIGHBOUR_OBJECT = Pattern.compile("n|ne|nei|neig|neigh|neighbor|neighbour|ntable");
    private static final Set<String> NEIGHBOUR_LISTINGS =
            Set.of("show", "list", "ls", "sh", "s", "l", "lst", "dev", "nud", "to", "proxy");

    static ScriptLine of(String text) {
        return new ScriptLine(text, split(text));
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == ' ' || c == '\t') {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
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

    private boolean isNetnsExec() {
        List<String> object = ipObject(words);
        return object.size() > 3 && object.get(0).equals("netns") && object.get(1).equals("exec");
    }

    private List<String> inner() {
        return isNetnsExec() ? ipObject(words).subList(3, ipObject(words).size()) : words;
    }

    private String namespace() {
        return isNetnsExec() ? ipObject(words).get(2) : "host";
    }

    /** The namespace that the line makes, if it does. */
    Optional<String> addedNamespace() {
        List<String> object = ipObject(words);
        boolean adds = object.size() > 2
                && object.get(0).equals("netns")
                && Set.of("add", "a", "ad").contains(object.get(1));
        return adds ? Optional.of(object.get(2)) : Optional.empty();
    }

    /** Whether the output comes in the order of a randomly seeded hash table. */
    boolean isUnordered() {
        List<String> object = ipObject(inner());
        return !object.isEmpty()
                && NEIGHBOUR_OBJECT.matcher(object.get(0)).matches()
                && (object.size() < 2 || NEIGHBOUR_LISTINGS.contains(object.get(1)));
    }

    /** The settings that the line writes, as {@code NAMESPACE KEY}. */
    Set<String> writtenSysctls() {
        Set<String> written = new LinkedHashSet<>();
        Matcher redirection = REDIRECTION.matcher(text);
        if (redirection.find()) {
            // The redirection happens outside of "ip netns exec".
            written.add("host " + dotted(redirection.group(1)));
            return written;
        }
        List<String> inner = inner();
        if (inner.get(0).equals("sysctl")) {
            for (String argument : inner.subList(1, inner.size())) {
                int equals = argument.indexOf('=');
                if (!argument.startsWith("-") && equals > 0) {
                    written.add(namespace() + " " + dotted(argument.substring(0, equals).strip()));
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
