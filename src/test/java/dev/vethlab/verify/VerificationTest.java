package dev.vethlab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.verify.normal.Part;
import dev.vethlab.verify.recording.Recorder;
import dev.vethlab.verify.recording.Recording;
import dev.vethlab.verify.recording.Recording.CommandRecord;
import dev.vethlab.verify.script.Script;
import dev.vethlab.verify.script.ScriptException;
import dev.vethlab.verify.simulated.SimulatedRun;
import dev.vethlab.verify.simulated.Variant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Kernels that are made up: recordings of the simulator, some of them changed. */
class VerificationTest {

    private static final int PATHS = 10;

    @Test
    void aKernelThatDoesAsOneRunOfTheSimulatorAgrees() throws Exception {
        Script script = multipath();
        Recording timed = SimulatedRun.of(script);

        for (Variant variant : Variant.all()) {
            Recording kernel = SimulatedRun.atTheTimesOf(timed, script, variant);
            assertThat(Verification.of(script, always(kernel))).isInstanceOf(Verdict.Agrees.class);
        }
    }

    @Test
    void aKernelOfWhichEveryPartIsInSomeRunButAllInNoneDiffers() throws Exception {
        Script script = multipath();
        Recording mixture = mixture(script);

        Verdict verdict = Verification.of(script, always(mixture));

        assertThat(verdict).isInstanceOf(Verdict.Differs.class);
    }

    @Test
    void aDifferenceIsThatOfTheNearestRun() throws Exception {
        Script script = multipath();
        Recording changed = with(SimulatedRun.of(script), 2, "something else\n");

        Verdict verdict = Verification.of(script, always(changed));

        assertThat(verdict).isInstanceOf(Verdict.Differs.class);
        assertThat(((Verdict.Differs) verdict).differences())
                .extracting(difference -> difference.part().toString())
                .containsExactly("command 3: ip link set v1 up");
    }

    @Test
    void whatTheKernelDoesOtherwiseEachTimeIsNoDifference() throws Exception {
        Script script = multipath();
        Recording once = SimulatedRun.of(script);
        Recorder kernel = each(with(once, 2, "this\n"), with(once, 2, "that\n"), with(once, 2, "neither\n"));

        Verdict verdict = Verification.of(script, kernel);

        assertThat(verdict).isInstanceOf(Verdict.Unstable.class);
        assertThat(((Verdict.Unstable) verdict).parts())
                .extracting(Part::toString)
                .containsExactly("command 3: ip link set v1 up");
    }

    @Test
    void whatTheKernelAlwaysDoesStaysADifferenceBesidesWhatItDoesOtherwise() throws Exception {
        Script script = multipath();
        Recording always = with(SimulatedRun.of(script), 3, "something else\n");
        Recorder kernel = each(with(always, 2, "this\n"), with(always, 2, "that\n"), with(always, 2, "neither\n"));

        Verdict verdict = Verification.of(script, kernel);

        assertThat(verdict).isInstanceOf(Verdict.Differs.class);
        assertThat(((Verdict.Differs) verdict).differences())
                .extracting(difference -> difference.part().toString())
                .containsExactly("command 4: ip addr add 10.0.0.1/24 dev v0");
    }

    /** Which way each address is routed is drawn by lot. */
    private static Script multipath() throws ScriptException {
        StringBuilder script = new StringBuilder("""
                # settle: 0
                ip link add v0 type veth peer name v1
                ip link set v0 up
                ip link set v1 up
                ip addr add 10.0.0.1/24 dev v0
                ip route add 10.9.0.0/16 nexthop via 10.0.0.2 nexthop via 10.0.0.3
                """);
        for (int i = 1; i <= PATHS; i++) {
            script.append("ip route get 10.9.0.").append(i).append('\n');
        }
        return Script.parse(script.toString());
    }

    /** Ways that no run takes all together: those of one run, some of them turned. */
    private static Recording mixture(Script script) {
        Recording first = SimulatedRun.of(script);
        Set<List<String>> drawn = new HashSet<>();
        Variant.all().forEach(variant -> drawn.add(printed(SimulatedRun.atTheTimesOf(first, script, variant))));
        for (int turned = 1; turned < 1 << PATHS; turned++) {
            Recording mixture = first;
            for (int i = 0; i < PATHS; i++) {
                if ((turned >> i & 1) != 0) {
                    int command = script.lines().size() - PATHS + i;
                    mixture = with(mixture, command, otherWay(printed(mixture).get(command)));
                }
            }
            if (!drawn.contains(printed(mixture))) {
                return mixture;
            }
        }
        throw new AssertionError("all ways were drawn");
    }

    private static String otherWay(String route) {
        return route.contains("via 10.0.0.2")
                ? route.replace("via 10.0.0.2", "via 10.0.0.3")
                : route.replace("via 10.0.0.3", "via 10.0.0.2");
    }

    private static List<String> printed(Recording recording) {
        return recording.commands().stream().map(CommandRecord::stdout).toList();
    }

    private static Recording with(Recording recording, int number, String stdout) {
        List<CommandRecord> commands = new ArrayList<>(recording.commands());
        CommandRecord old = commands.get(number);
        commands.set(number, new CommandRecord(old.command(), old.span(), old.exitCode(), stdout, old.stderr()));
        return recording.withCommands(commands);
    }

    private static Recorder always(Recording recording) {
        return script -> recording;
    }

    private static Recorder each(Recording... recordings) {
        Deque<Recording> left = new ArrayDeque<>(List.of(recordings));
        return script -> left.removeFirst();
    }
}
