package dev.vethlab.verify;

import dev.vethlab.verify.linux.LinuxRun;
import dev.vethlab.verify.recording.Recording;
import dev.vethlab.verify.script.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A cure to be tried on the kernel of this machine: a lab, a probe that fails in it, and commands after which it should not.
 *
 * @param setup the commands that make the lab
 * @param probe the command that fails before the cure and succeeds after it
 */
public record Cure(List<String> setup, String probe, List<String> commands) {

    /** What it should come to. */
    public static final String CURED = "broken, then mended";

    /** Labs that need a device or a feature which this kernel was built without do not count. */
    public static final String NOT_TRIED = "not tried, this kernel lacks what it needs: ";

    private static final int JOBS_PER_PROCESSOR = 8;

    /** What cures come to on this kernel, several tried side by side. */
    public static Map<String, String> tried(Map<String, Cure> cures) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(
                JOBS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
        try {
            Map<String, Future<String>> running = new LinkedHashMap<>();
            cures.forEach((name, cure) -> running.put(name, workers.submit((Callable<String>) cure::onLinux)));
            Map<String, String> outcomes = new LinkedHashMap<>();
            for (Map.Entry<String, Future<String>> one : running.entrySet()) {
                outcomes.put(one.getKey(), one.getValue().get());
            }
            return outcomes;
        } finally {
            workers.shutdownNow();
        }
    }

    private String onLinux() throws Exception {
        List<String> script = new ArrayList<>(setup);
        script.add(probe);
        script.addAll(commands);
        script.add(probe);
        List<Recording.CommandRecord> ran =
                LinuxRun.of(Script.parse(String.join("\n", script) + "\n")).commands();
        for (int i = 0; i < ran.size() - 1; i++) {
            Recording.CommandRecord command = ran.get(i);
            if (i < setup.size() && command.exitCode() != 0 && lacksFeature(command)) {
                return NOT_TRIED + command.command() + ": " + command.stderr().strip();
            }
            if (i != setup.size() && command.exitCode() != 0 && i > setup.size()) {
                return command.command() + " fails: " + command.stderr().strip();
            }
        }
        String before = ran.get(setup.size()).exitCode() == 0 ? "not broken" : "broken";
        Recording.CommandRecord last = ran.get(ran.size() - 1);
        return before + (last.exitCode() == 0 ? ", then mended" : ", not mended by " + commands + ": " + last.stdout());
    }

    private static boolean lacksFeature(Recording.CommandRecord command) {
        String words = command.stderr();
        return words.contains("Unknown device type")
                || words.contains("Operation not supported")
                || words.contains("qdisc kind is unknown")
                || words.contains("TC classifier not found")
                || words.contains("Failed to load TC action module")
                || words.contains("database connection failed")
                || words.contains("Could not process rule: No such file or directory");
    }
}
