package dev.vethlab.tool.shell;

import java.util.ArrayList;
import java.util.List;

/** The commands that a line would run, each as its words without quotes, for those who judge lines without running them. */
public final class CommandWords {

    private static final int DEEPEST = 8;

    private CommandWords() {}

    /** The commands of a line, those of {@code bash -c LINE} in it too; none where the line cannot be taken apart, and so not run. */
    public static List<List<String>> of(String line) {
        List<List<String>> found = new ArrayList<>();
        collect(line, DEEPEST, found);
        return List.copyOf(found);
    }

    private static void collect(String line, int depth, List<List<String>> found) {
        try {
            for (CommandList.Step step : LineParser.parse(line).steps()) {
                for (CommandLine command : step.pipeline().commands()) {
                    collect(command.words(), depth, found);
                }
            }
        } catch (SyntaxException refused) {
            // Such a line runs nothing.
        }
    }

    private static void collect(List<String> words, int depth, List<List<String>> found) {
        int shell = depth == 0 ? -1 : nested(words);
        if (shell < 0) {
            found.add(words);
        } else {
            collect(words.get(shell), depth - 1, found);
        }
    }

    /** Where the line for a nested shell stands; -1 where there is none. */
    private static int nested(List<String> words) {
        for (int i = 0; i + 2 < words.size(); i++) {
            if (NestedShell.NAMES.contains(words.get(i).replaceFirst(".*/", ""))
                    && words.get(i + 1).matches("-[a-z]*c[a-z]*")) {
                return i + 2;
            }
        }
        return -1;
    }
}
