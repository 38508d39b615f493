package dev.vethlab.tool.iptables;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which options go with which command ({@code commands_v_options}, {@code generic_opt_check}). */
final class OptionLegality {

    /** The options in the order in which they are looked at, a letter each. */
    private static final String OPTIONS = "nsdpjvxio0cf";

    /** For each command the options that do not go with it. */
    private static final Map<Character, String> ILLEGAL = Map.ofEntries(
            Map.entry('I', "nx0"),
            Map.entry('D', "nx0c"),
            Map.entry('R', "nx0"),
            Map.entry('A', "nx0"),
            Map.entry('C', "nx0c"),
            Map.entry('L', "sdpjiocf"),
            Map.entry('S', "nsdpjxio0cf"),
            Map.entry('F', "nsdpjxio0cf"),
            Map.entry('Z', "nsdpjxio0cf"),
            Map.entry('N', "nsdpjxio0cf"),
            Map.entry('X', "nsdpjxio0cf"),
            Map.entry('E', "nsdpjxio0cf"),
            Map.entry('P', "nsdpjxio0f"));

    private static final String ILLEGAL_WITH_NUMBER = "nsdpjxio0cf";

    private final Set<Character> given = new LinkedHashSet<>();

    void given(String option) {
        char letter = option.equals("--line-numbers") ? '0' : option.length() == 2 ? option.charAt(1) : ' ';
        given.add(letter);
    }

    /** @param numbered whether the command names a rule by its number */
    void check(char command, boolean numbered) throws ParameterException {
        // Listing is what it is about, whatever else is done to the counters.
        char main = given.contains('L') ? 'L' : command;
        String illegal = main == 'D' && numbered ? ILLEGAL_WITH_NUMBER : ILLEGAL.getOrDefault(main, "");
        for (char option : OPTIONS.toCharArray()) {
            if (given.contains(option) && illegal.indexOf(option) >= 0) {
                throw ParameterException.problem("Illegal option `-" + option + "' with this command");
            }
        }
    }
}
