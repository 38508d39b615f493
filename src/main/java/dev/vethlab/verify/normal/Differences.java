package dev.vethlab.verify.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Compares outcomes. */
public final class Differences {

    private Differences() {}

    /** Every part in which two outcomes differ: the lines of the first with {@code -}, of the second with {@code +}. */
    public static List<Difference> between(Outcome kernel, Outcome vethlab) {
        TreeSet<Part> parts = new TreeSet<>(kernel.parts().keySet());
        parts.addAll(vethlab.parts().keySet());
        List<Difference> differences = new ArrayList<>();
        for (Part part : parts) {
            List<String> theirs = kernel.parts().getOrDefault(part, List.of());
            List<String> ours = vethlab.parts().getOrDefault(part, List.of());
            if (!theirs.equals(ours)) {
                differences.add(new Difference(part, diff(theirs, ours)));
            }
        }
        return differences;
    }

    /** The lines of only one side, by the longest common subsequence. */
    private static List<String> diff(List<String> kernel, List<String> ours) {
        int[][] common = new int[kernel.size() + 1][ours.size() + 1];
        for (int i = kernel.size() - 1; i >= 0; i--) {
            for (int j = ours.size() - 1; j >= 0; j--) {
                common[i][j] = Objects.equals(kernel.get(i), ours.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> shown = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < kernel.size() || j < ours.size()) {
            if (i < kernel.size() && j < ours.size() && kernel.get(i).equals(ours.get(j))) {
                i++;
                j++;
            } else if (j == ours.size() || i < kernel.size() && common[i + 1][j] >= common[i][j + 1]) {
                shown.add("- " + kernel.get(i++));
            } else {
                shown.add("+ " + ours.get(j++));
            }
        }
        return shown;
    }
}
