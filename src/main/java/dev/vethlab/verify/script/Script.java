package dev.vethlab.verify.script;

import dev.vethlab.tool.programs.Programs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Command lines in their order.
 *
 * @param settle seconds that pass after the last command, before captures end and the state is read
 */
public record Script(double settle, List<ScriptLine> lines) {

    /** Programs of a lab that could do more on a real machine than use its network, or would wait for each other. */
    private static final Set<String> NOT_COMPARED =
            Set.of("curl", "nc", "netcat", "python", "python3", "ss", "tcpdump");

    private static final Pattern SETTLE = Pattern.compile("#\\s*settle:\\s*([0-9.]+)\\s*");
    private static final double USUAL_SETTLE = 0.3;

    /** What a shell script says before it comes to the network: it has no meaning where every script gets a machine of its own. */
    private static final Pattern PREAMBLE = Pattern.compile("(set|mount|mkdir|export)\\b.*");

    /**
     * Reads a {@code .lab} script, or the shell script that a lab was exported as.
     *
     * @throws ScriptException names the first line that cannot be compared
     */
    public static Script parse(String text) throws ScriptException {
        double settle = USUAL_SETTLE;
        List<ScriptLine> lines = new ArrayList<>();
        int number = 0;
        for (String raw : text.replace("\\\n", " ").split("\n")) {
            number++;
            String line = raw.strip().replaceFirst("^sudo\\s+", "");
            Matcher header = SETTLE.matcher(line);
            if (header.matches()) {
                settle = Double.parseDouble(header.group(1));
            } else if (!line.isEmpty()
                    && !line.startsWith("#")
                    && !PREAMBLE.matcher(line).matches()) {
                lines.add(line(number, line));
            }
        }
        return new Script(settle, List.copyOf(lines));
    }

    private static ScriptLine line(int number, String line) throws ScriptException {
        try {
            ScriptLine parsed = ScriptLine.of(line, Programs.all().keySet());
            if (NOT_COMPARED.contains(parsed.program())) {
                throw new ScriptException(parsed.program() + " runs in a lab, and is not run on a real machine");
            }
            return parsed;
        } catch (ScriptException refused) {
            throw new ScriptException("line " + number + ": " + refused.getMessage() + ": " + line);
        }
    }

    /** The same with other lines. */
    public Script withLines(List<ScriptLine> others) {
        return new Script(settle, List.copyOf(others));
    }

    /** The settings that it writes, in order, each once. */
    public Set<WrittenSetting> writtenSettings() {
        Set<WrittenSetting> written = new LinkedHashSet<>();
        lines.forEach(line -> written.addAll(line.writtenSettings()));
        return written;
    }

    /** The programs that it runs. */
    public Set<String> programs() {
        return lines.stream().map(ScriptLine::program).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The script as one text. */
    public String text() {
        StringBuilder text = new StringBuilder(settle == USUAL_SETTLE ? "" : "# settle: " + settle + "\n");
        lines.forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }
}
