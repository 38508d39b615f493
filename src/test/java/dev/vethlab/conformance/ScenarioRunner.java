package dev.vethlab.conformance;

import dev.vethlab.verify.normal.Difference;
import dev.vethlab.verify.normal.Differences;
import dev.vethlab.verify.normal.Outcome;
import dev.vethlab.verify.simulated.SimulatedRun;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs scenarios from a developer's command line and prints what differs: {@code ScenarioRunner AREA/NAME AREA ...}, all
 * without an argument; {@code -q} leaves the differences out, {@code --dir FOLDER} takes scenarios from elsewhere.
 */
public final class ScenarioRunner {

    private static final Path SCENARIOS = Path.of("src/test/resources/conformance");

    private ScenarioRunner() {}

    /** The scenarios below a folder that begin with {@code name}, in order. */
    static List<Path> find(Path folder, String name) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".lab"))
                    .filter(file -> matches(Scenario.nameOf(file), name))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean matches(String scenario, String name) {
        return name.isEmpty() || scenario.equals(name) || scenario.startsWith(name + "/");
    }

    /** Runs a scenario and compares with what Linux made of it; empty where there is no difference. */
    static String run(Path file) throws IOException {
        Scenario scenario = Scenario.read(file);
        Outcome ours = Outcome.of(scenario.script(), SimulatedRun.listingLinks(scenario.script()));
        return Differences.between(scenario.golden(), ours).stream()
                .map(Difference::toString)
                .collect(Collectors.joining("\n"));
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>(List.of(arguments));
        boolean quiet = names.remove("-q");
        Path folder = SCENARIOS;
        int option = names.indexOf("--dir");
        if (option >= 0) {
            folder = Path.of(names.remove(option + 1));
            names.remove(option);
        }
        List<Path> files = new ArrayList<>();
        for (String name : names.isEmpty() ? List.of("") : names) {
            files.addAll(find(folder, name));
        }
        Map<String, int[]> areas = new TreeMap<>();
        for (Path file : files) {
            String name = Scenario.nameOf(file);
            int[] counts = areas.computeIfAbsent(name.substring(0, name.indexOf('/')), area -> new int[2]);
            counts[1]++;
            String failure = failure(file);
            if (failure.isEmpty()) {
                counts[0]++;
            } else {
                out.println("DIFFERS " + name);
                out.print(quiet ? "" : failure.indent(2));
            }
        }
        int agreed = 0;
        for (Map.Entry<String, int[]> area : areas.entrySet()) {
            agreed += area.getValue()[0];
            out.println(area.getKey() + ": " + area.getValue()[0] + " of " + area.getValue()[1] + " scenarios agree");
        }
        out.println(agreed + " of " + files.size() + " scenarios agree");
    }

    private static String failure(Path file) throws IOException {
        try {
            return run(file);
        } catch (RuntimeException crash) {
            StringBuilder text = new StringBuilder(crash.toString());
            for (int i = 0; i < Math.min(8, crash.getStackTrace().length); i++) {
                text.append("\n    at ").append(crash.getStackTrace()[i]);
            }
            return text.toString();
        }
    }
}
