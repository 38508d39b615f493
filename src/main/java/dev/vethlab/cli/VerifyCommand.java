package dev.vethlab.cli;

import dev.vethlab.verify.Shrinker;
import dev.vethlab.verify.Verdict;
import dev.vethlab.verify.Verification;
import dev.vethlab.verify.linux.LinuxKinds;
import dev.vethlab.verify.linux.LinuxMachine;
import dev.vethlab.verify.normal.Difference;
import dev.vethlab.verify.random.RandomLab;
import dev.vethlab.verify.random.device.DeviceLab;
import dev.vethlab.verify.random.device.KernelKinds;
import dev.vethlab.verify.recording.RecordingException;
import dev.vethlab.verify.script.Script;
import dev.vethlab.verify.script.ScriptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * {@code verify}: says whether the kernel of this machine agrees with labs. Labs run side by side, where they take the processor from each
 * other and share the kernel's table of neighbours; those that did not agree there run again in the end, a few at a time, and that counts.
 */
final class VerifyCommand {

    private static final int AGREE = 0;
    private static final int DIFFER = 1;
    private static final int CANNOT = 2;
    private static final int RUNS_ALONE = 2;
    private static final int AT_A_TIME = 3;

    private final Terminal terminal;
    private int agreeing;
    private int differing;
    private int unstable;
    private int failed;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Returns 0 when no lab differs, 1 when one does or could not be run, 2 when nothing can be run here. */
    int run(VerifyOptions options) throws UsageException, IOException, InterruptedException {
        Map<String, Script> files = options.random() > 0 ? Map.of() : files(options);
        Optional<String> obstacle = LinuxMachine.obstacle();
        if (obstacle.isPresent()) {
            terminal.err().println("verify: cannot compare with the kernel here: " + obstacle.get());
            return CANNOT;
        }
        Map<String, Script> scripts = options.random() > 0 ? random(options) : files;
        terminal.out().println("comparing with " + LinuxMachine.description());
        ExecutorService workers = Executors.newFixedThreadPool(options.jobs(), VerifyCommand::worker);
        try {
            Map<String, Future<Verdict>> verdicts = new LinkedHashMap<>();
            scripts.forEach((name, script) -> verdicts.put(name, workers.submit(() -> Verification.of(script))));
            Map<String, Verdict> doubtful = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Verdict>> entry : verdicts.entrySet()) {
                String name = entry.getKey();
                Verdict verdict = get(entry.getValue());
                if (scripts.size() > 1 && (verdict instanceof Verdict.Differs || verdict instanceof Verdict.Unstable)) {
                    doubtful.put(name, verdict);
                } else {
                    report(options, workers, name, of(scripts, name), verdict);
                }
            }
            again(options, workers, scripts, doubtful);
        } finally {
            workers.shutdownNow();
        }
        terminal.out()
                .println(agreeing + " of " + scripts.size() + " labs agree, " + differing + " differ, " + unstable
                        + " are unstable on the kernel, " + failed + " could not be run");
        return differing + failed == 0 ? AGREE : DIFFER;
    }

    /** A few at a time: they wait more than they work. */
    private void again(
            VerifyOptions options, ExecutorService workers, Map<String, Script> scripts, Map<String, Verdict> doubtful)
            throws IOException, InterruptedException {
        ExecutorService few = Executors.newFixedThreadPool(AT_A_TIME, VerifyCommand::worker);
        try {
            Map<String, Future<Verdict>> verdicts = new LinkedHashMap<>();
            doubtful.keySet().forEach(name -> verdicts.put(name, few.submit(() -> alone(of(scripts, name)))));
            for (Map.Entry<String, Future<Verdict>> entry : verdicts.entrySet()) {
                String name = entry.getKey();
                Verdict verdict = get(entry.getValue());
                if (verdict instanceof Verdict.Agrees) {
                    terminal.out()
                            .println(name + ": agrees when little else runs; before: " + brief(of(doubtful, name)));
                }
                report(options, workers, name, of(scripts, name), verdict);
            }
        } finally {
            few.shutdownNow();
        }
    }

    /** Where the kernel decides by race, it is asked again whether it sometimes does as the simulator. */
    private static Verdict alone(Script script) {
        Verdict verdict = Verification.of(script);
        for (int more = 1; more < RUNS_ALONE && verdict instanceof Verdict.Unstable; more++) {
            verdict = Verification.of(script);
        }
        return verdict;
    }

    private static <T> T of(Map<String, T> all, String name) {
        return Objects.requireNonNull(all.get(name));
    }

    private static String brief(Verdict verdict) {
        if (verdict instanceof Verdict.Differs differs) {
            return "differs: "
                    + differs.differences().stream()
                            .map(difference -> difference.part().toString())
                            .collect(Collectors.joining("; "));
        }
        return verdict instanceof Verdict.Unstable changing ? "unstable: " + joined(changing) : "";
    }

    private static String joined(Verdict.Unstable changing) {
        return changing.parts().stream().map(Object::toString).collect(Collectors.joining("; "));
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "verify");
        thread.setDaemon(true);
        return thread;
    }

    private static Verdict get(Future<Verdict> verdict) throws InterruptedException {
        try {
            return verdict.get();
        } catch (ExecutionException failure) {
            return new Verdict.Failed(String.valueOf(failure.getCause()));
        }
    }

    private Map<String, Script> files(VerifyOptions options) throws UsageException, IOException {
        Map<String, Script> scripts = new LinkedHashMap<>();
        for (String file : options.files()) {
            scripts.put(file, ScriptFiles.read(file, terminal));
        }
        return scripts;
    }

    private Map<String, Script> random(VerifyOptions options) {
        long seed = options.seed().orElseGet(() -> System.nanoTime() & 0xffffff);
        terminal.out().println("random labs from --seed " + seed);
        KernelKinds kinds = new KernelKinds(options.devices() ? kinds() : Set.of());
        Map<String, Script> scripts = new LinkedHashMap<>();
        for (long i = seed; i < seed + options.random(); i++) {
            try {
                List<String> lines = options.devices() ? DeviceLab.script(i, kinds) : RandomLab.script(i);
                scripts.put("seed " + i, Script.parse(String.join("\n", lines)));
            } catch (ScriptException impossible) {
                throw new IllegalStateException("seed " + i, impossible);
            }
        }
        return scripts;
    }

    private static Set<String> kinds() {
        try {
            return LinuxKinds.present();
        } catch (RecordingException unknown) {
            return Set.of();
        }
    }

    private void report(VerifyOptions options, ExecutorService workers, String name, Script script, Verdict verdict)
            throws IOException, InterruptedException {
        if (verdict instanceof Verdict.Differs differs) {
            differing++;
            List<String> lines = new ArrayList<>();
            lines.add(name + ": differs (- kernel, + vethlab)");
            differs.differences().forEach(difference -> lines.add(indented(difference.toString())));
            if (options.shrink()) {
                lines.addAll(shrunk(workers, script, differs.differences()));
            }
            lines.forEach(terminal.out()::println);
            if (options.keep().isPresent()) {
                keep(options.keep().get(), name, script, lines);
            }
        } else if (verdict instanceof Verdict.Unstable changing) {
            unstable++;
            terminal.out().println(name + ": unstable on the kernel: " + joined(changing));
        } else if (verdict instanceof Verdict.Failed failure) {
            failed++;
            terminal.out().println(name + ": could not be run: " + failure.reason());
        } else {
            agreeing++;
        }
        terminal.out().flush();
    }

    private static List<String> shrunk(ExecutorService workers, Script script, List<Difference> differences)
            throws InterruptedException {
        Script shorter = Shrinker.shrink(workers, script, differences.get(0).part());
        List<String> lines = new ArrayList<>();
        lines.add("  in short:");
        lines.add(shorter.text().stripTrailing().indent(4).stripTrailing());
        if (Verification.of(shorter) instanceof Verdict.Differs still) {
            still.differences().forEach(difference -> lines.add(indented(difference.toString())));
        }
        return lines;
    }

    private static String indented(String text) {
        return text.indent(2).stripTrailing();
    }

    private static void keep(Path folder, String name, Script script, List<String> report) throws IOException {
        Files.createDirectories(folder);
        String stem = name.replaceAll(".*/", "").replaceAll("\\.(lab|sh)$", "").replaceAll("[^A-Za-z0-9.-]", "-");
        Files.writeString(folder.resolve(stem + ".lab"), script.text());
        Files.writeString(folder.resolve(stem + ".txt"), String.join("\n", report) + "\n");
    }
}
