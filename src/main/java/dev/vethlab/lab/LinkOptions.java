package dev.vethlab.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options of a kind of link as a client gives them, in the words of {@code ip link ... type KIND}: a word with its value. True
 * and false are written as the kind has it: 1 and 0, on and off, or the word alone and the word with {@code no} before it.
 */
public final class LinkOptions {

    private static final Set<String> NUMBERS = Set.of("bridge", "bond");
    private static final Set<String> ON_OFF = Set.of("vlan", "bridge_slave");

    private LinkOptions() {}

    /**
     * The words that stand behind the kind.
     *
     * @param kind as behind {@code type}: {@code bridge}, or {@code bridge_slave} for the port of one
     * @param options values are texts, numbers, booleans, or lists of them
     */
    public static List<String> words(String kind, Map<String, ?> options) {
        List<String> words = new ArrayList<>();
        options.forEach((word, value) -> {
            if (value instanceof Boolean flag) {
                words.addAll(flag(kind, word, flag));
            } else if (value instanceof List<?> values) {
                words.add(word);
                values.forEach(one -> words.add(String.valueOf(one)));
            } else {
                words.add(word);
                words.addAll(List.of(String.valueOf(value).strip().split("\\s+")));
            }
        });
        return words;
    }

    private static List<String> flag(String kind, String word, boolean value) {
        if (NUMBERS.contains(kind)) {
            return List.of(word, value ? "1" : "0");
        }
        if (ON_OFF.contains(kind)) {
            return List.of(word, value ? "on" : "off");
        }
        return List.of(value ? word : "no" + word);
    }
}
