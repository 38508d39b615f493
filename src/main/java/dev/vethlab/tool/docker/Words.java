package dev.vethlab.tool.docker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of a command, which stand before its arguments: {@code --name N}, {@code --name=N}, {@code -p N}, {@code -it}. */
final class Words {

    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final List<String> arguments;

    /**
     * @param command as in its complaints
     * @param valued the options that have a value, and those that have none
     */
    Words(String command, List<String> words, Set<String> valued, Set<String> flags) throws Refusal {
        int at = 0;
        while (at < words.size()
                && words.get(at).startsWith("-")
                && words.get(at).length() > 1) {
            String word = words.get(at++);
            if (word.equals("--")) {
                break;
            }
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            if (valued.contains(key)) {
                if (equals < 0 && at == words.size()) {
                    throw new Refusal(125, "flag needs an argument: " + key + "\nSee 'docker " + command + " --help'.");
                }
                options.computeIfAbsent(key, any -> new ArrayList<>())
                        .add(equals < 0 ? words.get(at++) : word.substring(equals + 1));
            } else if (flags.contains(key)) {
                options.computeIfAbsent(key, any -> new ArrayList<>());
            } else {
                throw new Refusal(
                        125,
                        "docker: the option " + key + " of docker " + command
                                + " is not simulated, or does not exist; there are "
                                + String.join(" ", valued.stream().sorted().toList())
                                + " " + String.join(" ", flags.stream().sorted().toList()));
            }
        }
        arguments = List.copyOf(words.subList(at, words.size()));
    }

    List<String> arguments() {
        return arguments;
    }

    boolean has(String... keys) {
        return List.of(keys).stream().anyMatch(options::containsKey);
    }

    /** The last value of an option under any of its names. */
    Optional<String> last(String... keys) {
        List<String> values = all(keys);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    List<String> all(String... keys) {
        List<String> values = new ArrayList<>();
        for (String key : keys) {
            values.addAll(options.getOrDefault(key, List.of()));
        }
        return values;
    }
}
