package dev.vethlab.verify.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.verify.recording.Recording;
import dev.vethlab.verify.recording.Recording.CommandRecord;
import dev.vethlab.verify.recording.Recording.Span;
import dev.vethlab.verify.script.Script;
import dev.vethlab.verify.script.ScriptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A run that follows a recording, whatever its own clock and lot would have been. */
class SimulatedRunTest {

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1000 * MILLISECOND;

    @Test
    void aConfirmationCountsForAsLongAsTheKernelHasDrawn() throws Exception {
        Script script = script("ping -c 1 10.0.0.2", "sleep 30", "ip neigh show dev v0");
        Recording own = SimulatedRun.of(script);

        assertThat(last(follow(script, own, Map.of("host", Map.of("v0", 20_000L)))))
                .contains("STALE");
        assertThat(last(follow(script, own, Map.of("host", Map.of("v0", 40_000L)))))
                .contains("REACHABLE");
    }

    @Test
    void aTimeThatCannotHaveBeenDrawnIsNotFollowed() throws Exception {
        Script script = script("ping -c 1 10.0.0.2", "sleep 46", "ip neigh show dev v0");
        Recording own = SimulatedRun.of(script);

        assertThat(last(follow(script, own, Map.of("host", Map.of("v0", 400_000L)))))
                .contains("STALE");
    }

    @Test
    void aProgramThatSendsBeginsWithTheFirstPacketThatWasSeen() throws Exception {
        Script script = script("ping -c 1 -W 1 10.0.0.9");
        Recording own = SimulatedRun.of(script);
        int ping = script.lines().size() - 1;
        long start = own.commands().get(ping).span().startNs();
        List<CommandRecord> commands = new ArrayList<>(own.commands());
        Span span = new Span(start, start + 2 * SECOND, OptionalLong.of(start + 30 * MILLISECOND));
        commands.set(ping, new CommandRecord(commands.get(ping).command(), span, 0, "", ""));

        Recording follower = SimulatedRun.atTheTimesOf(own.withCommands(commands), script, Variant.USUAL);

        assertThat(follower.commands().get(ping).span().startNs()).isEqualTo(start + 30 * MILLISECOND);
    }

    @Test
    void anotherProgramBeginsBetweenItsStartAndItsEnd() throws Exception {
        Script script = script("ip neigh");
        Recording own = SimulatedRun.of(script);
        int last = script.lines().size() - 1;
        long start = own.commands().get(last).span().startNs();
        List<CommandRecord> commands = new ArrayList<>(own.commands());
        Span span = new Span(start, start + 8 * MILLISECOND, OptionalLong.of(start + 7 * MILLISECOND));
        commands.set(last, new CommandRecord(commands.get(last).command(), span, 0, "", ""));

        Recording follower = SimulatedRun.atTheTimesOf(own.withCommands(commands), script, new Variant(1, 0.25, 1));

        assertThat(follower.commands().get(last).span().startNs()).isEqualTo(start + 2 * MILLISECOND);
    }

    private static Recording follow(Script script, Recording own, Map<String, Map<String, Long>> reachable) {
        Recording kernel = new Recording(
                own.uptimeNs(),
                own.processors(),
                own.tunnelsNoted(),
                own.commands(),
                own.finishedNs(),
                own.links(),
                own.captures(),
                own.state(),
                own.settings(),
                reachable);
        return SimulatedRun.atTheTimesOf(kernel, script, Variant.USUAL);
    }

    private static String last(Recording recording) {
        return recording.commands().get(recording.commands().size() - 1).stdout();
    }

    private static Script script(String... lines) throws ScriptException {
        return Script.parse("""
                ip netns add red
                ip link add v0 type veth peer name v1 netns red
                ip addr add 10.0.0.1/24 dev v0
                ip -n red addr add 10.0.0.2/24 dev v1
                ip link set v0 up
                ip -n red link set v1 up
                """ + String.join("\n", lines));
    }
}
