package dev.vethlab.tool.ip.neigh;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** The states as the command line writes them ({@code nud_state_a2n}): some may be abbreviated, all may be numbers. */
final class NudWord {

    private static final long LIMIT = 0x100;

    private NudWord() {}

    /** The state that a word names. */
    static Optional<NudState> read(String word) {
        if (matches(word, "permanent")) {
            return Optional.of(NudState.PERMANENT);
        }
        if (matches(word, "reachable")) {
            return Optional.of(NudState.REACHABLE);
        }
        for (NudState state : NudState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(state);
            }
        }
        if (matches(word, "failed")) {
            return Optional.of(NudState.FAILED);
        }
        OptionalLong number = Numbers.u32(word, 0);
        return number.isPresent() && number.getAsLong() < LIMIT
                ? NudState.ofBit((int) number.getAsLong())
                : Optional.empty();
    }

    static ExitException bad(String word) {
        return ExitException.invalid("nud state is bad", word);
    }
}
