package dev.vethlab.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command lines that are nearly right: those of the recorded scenarios, with words changed, moved, lost and made up. */
final class Lines {

    private static final Path SCENARIOS = Path.of("src/test/resources/conformance");

    /** What programs like least. */
    private static final List<String> AWKWARD = List.of(
            "",
            "-",
            "--",
            "0",
            "-1",
            "1",
            "255",
            "256",
            "65535",
            "65536",
            "2147483647",
            "2147483648",
            "4294967295",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999",
            "0x",
            "0x10",
            "010",
            "1e9",
            "0.0.0.0",
            "0.0.0.0/0",
            "255.255.255.255",
            "255.255.255.255/32",
            "127.0.0.1",
            "224.0.0.1",
            "10.1.1.2/33",
            "1.2.3",
            "::1",
            "fe80::1/64",
            "00:00:00:00:00:00",
            "ff:ff:ff:ff:ff:ff",
            "lo",
            "host",
            "default",
            "all",
            "any",
            "none",
            "help",
            "dev",
            "via",
            "table",
            "on",
            "off",
            "up",
            "down",
            "add",
            "del",
            "show",
            "replace",
            "flush",
            "|",
            ";",
            "&&",
            "||",
            "&",
            ">",
            "<",
            ">>",
            "2>&1",
            "<<",
            "'",
            "\"",
            "\\",
            "$x",
            "`",
            "(",
            ")",
            "{",
            "}",
            "*",
            "~",
            "#",
            "\t",
            "\u0000",
            "é",
            "😀",
            "%s",
            "%n",
            "../..",
            "/proc/sys/net/ipv4/ip_forward");

    private final List<List<String>> scenarios;
    private final List<String> words;

    private Lines(List<List<String>> scenarios) {
        this.scenarios = scenarios;
        this.words = scenarios.stream()
                .flatMap(List::stream)
                .flatMap(line -> Stream.of(line.split(" ")))
                .distinct()
                .sorted()
                .toList();
    }

    /** The lines of all scenarios. */
    static Lines load() {
        return load(SCENARIOS);
    }

    /** The lines of all scenarios below a folder. */
    static Lines load(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<List<String>> scenarios = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".lab"))
                    .sorted()
                    .toList()) {
                scenarios.add(Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList());
            }
            return new Lines(
                    scenarios.stream().filter(lines -> !lines.isEmpty()).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The lines of each scenario. */
    List<List<String>> scenarios() {
        return scenarios;
    }

    /** The first lines of a scenario, some of them bent, and lines of others behind them. */
    List<String> script(Choices choices) {
        List<String> scenario = choices.of(scenarios);
        List<String> script = new ArrayList<>(scenario.subList(0, choices.below(scenario.size()) + 1));
        for (int i = 0; i < script.size(); i++) {
            if (choices.oneIn(6)) {
                script.set(i, bent(script.get(i), choices));
            }
        }
        int more = choices.below(6) + 1;
        for (int i = 0; i < more; i++) {
            List<String> other = choices.oneIn(3) ? choices.of(scenarios) : scenario;
            script.add(bent(choices.of(other), choices));
        }
        return script;
    }

    private String bent(String line, Choices choices) {
        List<String> parts = new ArrayList<>(Arrays.asList(line.split(" ")));
        int changes = choices.below(3) + 1;
        for (int i = 0; i < changes; i++) {
            bend(parts, choices);
        }
        return parts.stream().collect(Collectors.joining(choices.oneIn(50) ? "\t" : " "));
    }

    private void bend(List<String> parts, Choices choices) {
        int place = parts.isEmpty() ? 0 : choices.below(parts.size());
        switch (choices.below(parts.isEmpty() ? 1 : 8)) {
            case 0 -> parts.add(place, word(choices));
            case 1 -> parts.remove(place);
            case 2 -> parts.set(place, word(choices));
            case 3 -> parts.add(parts.get(place));
            case 4 -> parts.add(place, parts.remove(choices.below(parts.size())));
            case 5 -> parts.set(place, shortened(parts.get(place), choices));
            case 6 -> parts.addAll(List.of(choices.of(choices.of(scenarios)).split(" ")));
            default -> parts.set(place, parts.get(place) + word(choices));
        }
    }

    /** Any word: one that some line has, one that programs like least, or one that nobody ever wrote. */
    String word(Choices choices) {
        return switch (choices.below(8)) {
            case 0 -> choices.text(12);
            case 1 -> String.valueOf(choices.below(Integer.MAX_VALUE) - (1 << 30));
            case 2, 3 -> choices.of(AWKWARD);
            default -> choices.of(words);
        };
    }

    private static String shortened(String word, Choices choices) {
        return word.isEmpty() ? word : word.substring(0, choices.below(word.length()));
    }
}
