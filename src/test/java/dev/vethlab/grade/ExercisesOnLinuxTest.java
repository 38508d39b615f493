package dev.vethlab.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.vethlab.lab.Commands;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.ShellQuoting;
import dev.vethlab.verify.linux.LinuxMachine;
import dev.vethlab.verify.linux.LinuxRun;
import dev.vethlab.verify.recording.Recording;
import dev.vethlab.verify.script.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the simulated kernel says about the exercises, said again by the kernel of this machine: the ping fails, and after the first
 * fix of the diagnosis it works. It needs root on Linux: elsewhere it is skipped, under CI it fails.
 */
@Tag("kernel")
class ExercisesOnLinuxTest {

    private static final int JOBS = 8;

    /** Those that need a device which this kernel was built without say so, and do not count. */
    private static final String NOT_TRIED = "not tried, this kernel lacks what it needs: ";

    /** What every kernel can try: routing, ARP, addresses and settings. */
    private static final int LEAST_TRIED = 17;

    @Test
    void theFirstFixOfEachDiagnosisWorksOnLinux() throws Exception {
        Optional<String> obstacle = LinuxMachine.obstacle();
        if (obstacle.isPresent()) {
            String reason = "fixes cannot be tried on the kernel here: " + obstacle.get();
            System.out.println("ExercisesOnLinuxTest: " + reason);
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            abort(reason);
        }
        ExecutorService workers = Executors.newFixedThreadPool(JOBS);
        Map<String, Future<String>> outcomes = new LinkedHashMap<>();
        for (String id : Exercises.RUBRICS.keySet()) {
            List<String> fix = Exercises.diagnosis(id).fixes().get(0).commands();
            outcomes.put(id, workers.submit(() -> onLinux(id, fix)));
        }
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Future<String>> outcome : outcomes.entrySet()) {
            String words = words(outcome.getValue());
            System.out.println("ExercisesOnLinuxTest: " + outcome.getKey() + ": " + words);
            if (!words.equals("broken, then mended") && !words.startsWith(NOT_TRIED)) {
                wrong.add(outcome.getKey() + ": " + words);
            }
        }
        workers.shutdownNow();
        assertThat(wrong).isEmpty();
        assertThat(outcomes.values().stream().map(ExercisesOnLinuxTest::words))
                .filteredOn("broken, then mended"::equals)
                .hasSizeGreaterThanOrEqualTo(LEAST_TRIED);
    }

    private static String words(Future<String> outcome) {
        try {
            return outcome.get();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** Whether the kernel has no such device, or was built without the feature. */
    private static boolean lacksFeature(Recording.CommandRecord command) {
        String words = command.stderr();
        return words.contains("Unknown device type") || words.contains("Operation not supported");
    }

    private static String onLinux(String id, List<String> fix) throws Exception {
        PingRequest ping = Exercises.ping(id);
        String line = ShellQuoting.join(Commands.in(ping.place(), ping.words()));
        List<String> script = new ArrayList<>(
                Profile.of(Exercises.entry(id).profile()).orElseThrow().boot());
        script.addAll(Exercises.entry(id).script());
        int setUp = script.size();
        script.add(line);
        script.addAll(fix);
        script.add(line);
        List<Recording.CommandRecord> commands =
                LinuxRun.of(Script.parse(String.join("\n", script) + "\n")).commands();
        for (int i = 0; i < commands.size() - 1; i++) {
            Recording.CommandRecord command = commands.get(i);
            if (i < setUp && command.exitCode() != 0 && lacksFeature(command)) {
                return NOT_TRIED + command.command() + ": " + command.stderr();
            }
            if (i != setUp && command.exitCode() != 0) {
                return command.command() + " fails: " + command.stderr();
            }
        }
        String before = commands.get(setUp).exitCode() == 0 ? "not broken" : "broken";
        Recording.CommandRecord last = commands.get(commands.size() - 1);
        return before + (last.exitCode() == 0 ? ", then mended" : ", not mended by " + fix + ": " + last.stdout());
    }
}
