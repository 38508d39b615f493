package dev.vethlab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.Surrounding;
import dev.vethlab.verify.linux.LinuxKinds;
import dev.vethlab.verify.linux.LinuxMachine;
import dev.vethlab.verify.random.RandomLab;
import dev.vethlab.verify.random.device.DeviceLab;
import dev.vethlab.verify.random.device.KernelKinds;
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
 * Labs drawn by lot, of hosts and of devices and filters, on the kernel of this machine and on the simulated one. {@code -Dvethlab.random.labs=N} and {@code
 * -Dvethlab.random.seed=S} say how many, and from which seed on. It needs root on Linux: elsewhere it is skipped, under CI it fails.
 */
@Tag("kernel")
class RandomLabsTest {

    private static final int LABS = Integer.getInteger("vethlab.random.labs", 25);

    /** Of every so many labs one is about devices and filters. */
    private static final int DEVICES_EVERY = 3;

    private static final long SEED = Long.getLong("vethlab.random.seed", 1L);
    private static final int JOBS_PER_PROCESSOR = 8;

    @Test
    void labsDrawnByLotGoAsOnLinux() throws Exception {
        Surrounding.require(getClass(), LinuxMachine.obstacle());
        System.out.println("RandomLabsTest: " + LABS + " labs from seed " + SEED + ", " + LinuxMachine.description());
        ExecutorService workers = Executors.newFixedThreadPool(
                JOBS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
        try {
            assertThat(problems(workers))
                    .as("labs that differ (- kernel, + vethlab)")
                    .isEmpty();
        } finally {
            workers.shutdownNow();
        }
    }

    private static List<String> problems(ExecutorService workers) throws Exception {
        KernelKinds kinds = new KernelKinds(LinuxKinds.present());
        Map<Long, Future<Verdict>> verdicts = new LinkedHashMap<>();
        for (long seed = SEED; seed < SEED + LABS; seed++) {
            boolean devices = (seed - SEED) % DEVICES_EVERY == DEVICES_EVERY - 1;
            List<String> lines = devices ? DeviceLab.script(seed, kinds) : RandomLab.script(seed);
            Script script = Script.parse(String.join("\n", lines));
            verdicts.put(seed, workers.submit(() -> Verification.of(script)));
        }
        List<String> problems = new ArrayList<>();
        for (Map.Entry<Long, Future<Verdict>> verdict : verdicts.entrySet()) {
            problem(verdict.getValue().get()).ifPresent(text -> problems.add("seed " + verdict.getKey() + "\n" + text));
        }
        return problems;
    }

    private static Optional<String> problem(Verdict verdict) {
        if (verdict instanceof Verdict.Differs differs) {
            return Optional.of(String.join(
                    "\n", differs.differences().stream().map(Object::toString).toList()));
        }
        return verdict instanceof Verdict.Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }
}
