package dev.vethlab.lab;

import java.util.ArrayList;
import java.util.List;

/** Command lines that run in a given namespace of a lab. */
public final class Commands {

    /** The name of the namespace that every lab starts with. */
    public static final String HOST = "host";

    private Commands() {}

    /** {@code words} as run in a namespace: with {@code ip -n} or {@code ip netns exec} where it is not the first one. */
    public static List<String> in(String namespace, List<String> words) {
        if (namespace.equals(HOST)) {
            return words;
        }
        List<String> prefixed = new ArrayList<>();
        if (words.get(0).equals("ip")) {
            prefixed.addAll(List.of("ip", "-n", namespace));
            prefixed.addAll(words.subList(1, words.size()));
        } else {
            prefixed.addAll(List.of("ip", "netns", "exec", namespace));
            prefixed.addAll(words);
        }
        return prefixed;
    }

    /** {@code words} as run in a namespace. */
    public static List<String> in(String namespace, String... words) {
        return in(namespace, List.of(words));
    }
}
