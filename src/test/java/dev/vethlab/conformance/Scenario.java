package dev.vethlab.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script, with how long to wait behind it.
 *
 * @param name AREA/NAME
 * @param settle seconds that pass after the last command
 */
record Scenario(String name, double settle, List<ScriptLine> lines) {

    private static final Pattern HEADER = Pattern.compile("([a-z0-9]+):\\s*(.*)$");
    private static final double USUAL_SETTLE = 0.3;

    static Scenario read(Path file) throws IOException {
        double settle = USUAL_SETTLE;
        List<ScriptLine> lines = new ArrayList<>();
        for (String raw : Files.readAllLines(file)) {
            String line = raw.strip();
            if (line.startsWith("#")) {
                Matcher header = HEADER.matcher(line.substring(1).strip());
                if (header.matches() && header.group(1).equals("settle")) {
                    settle = Double.parseDouble(header.group(2).strip());
                }
            } else if (!line.isEmpty()) {
                lines.add(ScriptLine.of(line));
            }
        }
        return new Scenario(nameOf(file), settle, List.copyOf(lines));
    }

    static String nameOf(Path file) {
        String stem = file.getFileName().toString().replaceFirst("\\.lab$", "");
        return file.getParent().getFileName() + "/" + stem;
    }

    /** The script as one text. */
    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }
}
