package dev.vethlab.verify.normal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Text in which deeper lines belong to the line above: the order of siblings is a matter of lot. */
final class Outline {

    private Outline() {}

    /** The text with all siblings sorted. */
    static String sorted(String text) {
        return text.isEmpty() ? text : sorted(Arrays.asList(text.split("\n")));
    }

    private static String sorted(List<String> lines) {
        List<String> blocks = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            int depth = depth(lines.get(at));
            int end = at + 1;
            while (end < lines.size() && depth(lines.get(end)) > depth) {
                end++;
            }
            blocks.add(lines.get(at) + "\n" + sorted(lines.subList(at + 1, end)));
            at = end;
        }
        Collections.sort(blocks);
        return String.join("", blocks);
    }

    private static int depth(String line) {
        return line.length() - line.stripLeading().length();
    }
}
