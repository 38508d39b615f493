package dev.vethlab.verify.simulated;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.TunnelMetadata;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.Capture;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.tool.programs.Programs;
import dev.vethlab.tool.shell.Shell;
import dev.vethlab.verify.recording.Recording;
import dev.vethlab.verify.recording.Recording.Answer;
import dev.vethlab.verify.recording.Recording.CommandRecord;
import dev.vethlab.verify.recording.Recording.SeenLink;
import dev.vethlab.verify.recording.Recording.SeenPackets;
import dev.vethlab.verify.recording.Recording.Span;
import dev.vethlab.verify.script.Script;
import dev.vethlab.verify.script.ScriptLine;
import dev.vethlab.verify.script.WrittenSetting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One script on a fresh simulated machine. */
public final class SimulatedRun {

    private static final int MOST_PACKETS = 100_000;
    private static final int MOST_OUTPUT = 4 << 20;
    private static final long MOST_EVENTS = 5_000_000;
    private static final long LONGEST_NS = 3_600_000_000_000L;
    private static final Set<String> SENDERS = Set.of("ping", "arping", "traceroute", "tracepath");
    private static final long LONGEST_LAUNCH_NS = 100_000_000;
    private static final int CRASHED = 255;
    private static final int FRAMES_SHOWN = 6;

    /** A part of the state that was read at some time. */
    private record Reading(String namespace, String section, long startNs) {}

    private final Script script;
    private final Optional<Recording> clock;
    private final boolean listing;
    private final long uptimeNs;
    private final Variant variant;
    private final Kernel kernel;
    private final Shell shell;
    private final Set<SeenLink> links = new LinkedHashSet<>();

    private SimulatedRun(Script script, Variant variant, Optional<Recording> clock, boolean listing) {
        this.variant = variant;
        this.uptimeNs = clock.map(Recording::uptimeNs).orElse(Jiffies.USUAL_UPTIME_NS);
        this.kernel = new Kernel(variant.seed(), MOST_PACKETS, uptimeNs);
        kernel.initial().net().linkWatch().begin(variant.linkWatch());
        clock.ifPresent(recording -> kernel.machine().setProcessors(recording.processors()));
        if (clock.isPresent() && clock.get().tunnelsNoted()) {
            TunnelMetadata.of(kernel.initial().net()).need();
        }
        clock.ifPresent(recording -> kernel.machine().captures().copyPackets());
        if (clock.isPresent() && isComplete(clock.get())) {
            kernel.machine().build().complete();
        }
        clock.ifPresent(recording -> kernel.neighbourUpkeep()
                .decideReachableTimes((device, base) -> reachableTime(recording, device, base)));
        this.shell = clock.isPresent()
                ? new Shell(kernel, Programs.all(), MOST_OUTPUT, 0)
                : new Shell(kernel, Programs.all(), MOST_OUTPUT);
        this.script = script;
        this.clock = clock;
        this.listing = listing;
    }

    /** Runs a script, one command behind the other. */
    public static Recording of(Script script) {
        return new SimulatedRun(script, Variant.USUAL, Optional.empty(), false).run();
    }

    /**
     * Runs a script with a listing of the links of every namespace behind each command. A listing is not without effect: it
     * makes a namespace give ids to those that its links lead to.
     */
    public static Recording listingLinks(Script script) {
        return new SimulatedRun(script, Variant.USUAL, Optional.empty(), true).run();
    }

    /**
     * Runs a script, each command at the time at which it started in another recording, so that what is due after a certain time
     * (a neighbour going stale, a packet repeated) is due between the same commands.
     *
     * @param variant what a recording does not tell
     */
    public static Recording atTheTimesOf(Recording recording, Script script, Variant variant) {
        return new SimulatedRun(script, variant, Optional.of(recording), false).run();
    }

    private Recording run() {
        Machine machine = kernel.machine();
        List<CommandRecord> commands = new ArrayList<>();
        noteLinks();
        for (int i = 0; i < script.lines().size(); i++) {
            int number = i;
            clock.ifPresent(recording -> waitUntil(launchNs(
                    script.lines().get(number), recording.commands().get(number).span())));
            long start = machine.nowNs();
            ScriptLine line = script.lines().get(i);
            Shell.Result result = run(line.text());
            Span span = new Span(start, machine.nowNs(), OptionalLong.empty());
            commands.add(new CommandRecord(line.text(), span, result.exitCode(), result.stdout(), result.stderr()));
            noteLinks();
        }
        long settled = machine.nowNs() + (long) (script.settle() * 1e9);
        waitUntil(clock.map(Recording::finishedNs).orElse(settled));
        List<SeenPackets> captures = captures();
        return new Recording(
                uptimeNs,
                machine.processors(),
                clock.map(Recording::tunnelsNoted).orElse(false),
                commands,
                machine.nowNs(),
                List.copyOf(links),
                captures,
                state(clock.map(SimulatedRun::readings).orElse(List.of())),
                settings(),
                clock.map(Recording::reachable).orElse(Map.of()));
    }

    /**
     * When a program came to do something: one that sends packets with the first of them, another somewhere between its start and its
     * end, or soon where it took so long that it must have waited.
     */
    private long launchNs(ScriptLine line, Span span) {
        long first = span.firstPacketNs().orElse(Long.MAX_VALUE);
        if (SENDERS.contains(line.program()) && first - span.startNs() < LONGEST_LAUNCH_NS) {
            return first;
        }
        long took = span.endNs() - span.startNs();
        return span.startNs() + (took < LONGEST_LAUNCH_NS ? (long) (variant.launch() * took) : 0);
    }

    /** What the kernel has drawn for the device, where that can have been drawn from this base. */
    private long reachableTime(Recording recording, NetDevice device, long base) {
        Long drawn = recording
                .reachable()
                .getOrDefault(device.net().label(), Map.of())
                .get(device.name());
        long ticks = drawn == null ? 0 : Jiffies.ofMilliseconds(drawn);
        return ticks >= base / 2 && ticks <= base / 2 + base
                ? ticks
                : kernel.machine().random().nextLong(base) + base / 2;
    }

    /** Whether a recording is of a kernel whose bridges are in VLANs. */
    private static boolean isComplete(Recording recording) {
        return recording.state().values().stream()
                .map(sections -> sections.get("link"))
                .anyMatch(links -> links != null && links.text().contains("\"vlan_protocol\""));
    }

    private void waitUntil(long atNs) {
        Machine machine = kernel.machine();
        if (machine.nowNs() < atNs) {
            machine.grant(MOST_EVENTS, LONGEST_NS);
            machine.runUntil(atNs, () -> false);
        }
    }

    private Shell.Result run(String line) {
        kernel.machine().grant(MOST_EVENTS, LONGEST_NS);
        try {
            return shell.run(line);
        } catch (RuntimeException | StackOverflowError crash) {
            StringBuilder text = new StringBuilder("crash: ").append(crash).append('\n');
            for (int i = 0; i < Math.min(FRAMES_SHOWN, crash.getStackTrace().length); i++) {
                text.append("    at ").append(crash.getStackTrace()[i]).append('\n');
            }
            return new Shell.Result(CRASHED, "", text.toString(), List.of());
        }
    }

    private void noteLinks() {
        for (Namespace namespace : kernel.all()) {
            if (listing) {
                shell.run(namespace, "ip -j link");
            }
            for (NetDevice device : namespace.net().devices().all()) {
                links.add(new SeenLink(
                        namespace.label(), device.name(), device.address().toString()));
            }
        }
    }

    private List<SeenPackets> captures() {
        List<SeenPackets> captures = new ArrayList<>();
        for (Capture capture : kernel.machine().captures().all()) {
            List<byte[]> frames = new ArrayList<>();
            for (CapturedPacket packet : capture.packets()) {
                frames.add(
                        capture.ethernet()
                                ? packet.frame().encode()
                                : packet.frame().payload().encode());
            }
            captures.add(new SeenPackets(capture.namespace(), capture.device(), capture.ethernet(), frames));
        }
        return captures;
    }

    /** Each part of the state at its time; what is here alone in the end. */
    private Map<String, Map<String, Answer>> state(List<Reading> readings) {
        Map<String, Map<String, Answer>> state = new LinkedHashMap<>();
        for (Namespace namespace : kernel.all()) {
            state.put(namespace.label(), new LinkedHashMap<>());
        }
        for (Reading reading : readings) {
            Map<String, Answer> sections = state.get(reading.namespace());
            if (sections != null) {
                waitUntil(reading.startNs());
                sections.put(reading.section(), answer(reading.namespace(), reading.section()));
            }
        }
        state.forEach((namespace, sections) -> Recording.SECTIONS
                .keySet()
                .forEach(section -> sections.computeIfAbsent(section, unread -> answer(namespace, unread))));
        return state;
    }

    /** When the kernel was asked for which part of its state: that takes so long that it changes meanwhile. */
    private static List<Reading> readings(Recording recording) {
        List<Reading> readings = new ArrayList<>();
        recording
                .state()
                .forEach((namespace, sections) -> sections.forEach(
                        (section, answer) -> readings.add(new Reading(namespace, section, answer.startNs()))));
        readings.sort(Comparator.comparingLong(Reading::startNs));
        return readings;
    }

    private Answer answer(String namespace, String section) {
        String where = namespace.equals("host") ? " " : " -n " + namespace + " ";
        long start = kernel.machine().nowNs();
        Shell.Result said =
                run(Objects.requireNonNull(Recording.SECTIONS.get(section)).replaceFirst(" ", where));
        String text = said.exitCode() == 0 ? said.stdout() : said.stdout() + said.stderr();
        return new Answer(start, said.exitCode(), text);
    }

    private Map<String, Map<String, String>> settings() {
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        for (WrittenSetting written : script.writtenSettings()) {
            String name = written.namespace();
            if (name.equals("host") || kernel.named(name).isPresent()) {
                String where = name.equals("host") ? "" : "ip netns exec " + name + " ";
                Shell.Result said = run(where + "sysctl -n " + written.key());
                String value = said.exitCode() == 0 ? said.stdout().strip() : "exit " + said.exitCode();
                settings.computeIfAbsent(name, unseen -> new LinkedHashMap<>()).put(written.key(), value);
            }
        }
        return settings;
    }
}
