package dev.vethlab.tool.nft;

import java.util.Collection;
import java.util.Optional;

/** What somebody may have meant who wrote a name that does not exist (nftables' {@code misspell.c}). */
final class Names {

    private Names() {}

    static Optional<String> similar(String wrong, Collection<String> candidates) {
        Optional<String> best = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = candidate.equals(wrong) ? Integer.MAX_VALUE : difference(wrong, candidate);
            if (distance < least) {
                least = distance;
                best = Optional.of(candidate);
            }
        }
        return best;
    }

    /** How far a name is from another; the largest number where it is too far, or both are a single letter. */
    static int difference(String wrong, String candidate) {
        int longest = Math.max(wrong.length(), candidate.length());
        if (longest <= 1) {
            return Integer.MAX_VALUE;
        }
        int difference = longest - Math.min(wrong.length(), candidate.length());
        int threshold = difference <= 1 ? Math.max((longest + 2) / 3, 1) : (longest + 4) / 3;
        int distance = distance(candidate, wrong);
        return distance <= threshold ? distance : Integer.MAX_VALUE;
    }

    /**
     * The edit distance as the program reckons it: the first characters are not compared, the ends are, and the rows of its table
     * overlap by one place ({@code string_distance}).
     */
    private static int distance(String one, String other) {
        int width = other.length();
        int[] table = new int[(one.length() + 1) * (width + 1)];
        for (int i = 0; i <= one.length(); i++) {
            table[i * width] = i;
        }
        for (int j = 0; j <= width; j++) {
            table[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= width; j++) {
                int cost = at(one, i) == at(other, j) ? 0 : 1;
                int above = (i - 1) * width + j;
                int here = i * width + j;
                table[here] = Math.min(Math.min(table[above] + 1, table[here - 1] + 1), table[above - 1] + cost);
                if (i > 1 && j > 1 && at(one, i) == at(other, j - 1) && at(one, i - 1) == at(other, j)) {
                    table[here] = Math.min(table[here], table[(i - 2) * width + j - 2] + cost);
                }
            }
        }
        return table[one.length() * width + width];
    }

    private static char at(String text, int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }
}
