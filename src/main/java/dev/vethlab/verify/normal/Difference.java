package dev.vethlab.verify.normal;

import java.util.List;

/**
 * A part that is not the same in two outcomes.
 *
 * @param lines those of one outcome alone with {@code - }, those of the other with {@code + }
 */
public record Difference(Part part, List<String> lines) {

    /** The part, and below it the lines, indented. */
    @Override
    public String toString() {
        return part + "\n    " + String.join("\n    ", lines);
    }
}
