package dev.vethlab.vswitch.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Which names a word may mean ({@code score_partial_match}). */
final class Names {

    private Names() {}

    /** The name itself if it is among them, else all that begin so. */
    static List<String> matching(String word, Collection<String> names) {
        String wanted = normal(word);
        List<String> found = new ArrayList<>();
        for (String name : names) {
            String known = normal(name);
            if (known.equals(wanted)) {
                return List.of(name);
            }
            if (known.startsWith(wanted)) {
                found.add(name);
            }
        }
        return found;
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
