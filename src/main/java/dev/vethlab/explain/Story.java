package dev.vethlab.explain;

import dev.vethlab.explain.diagnosis.Causes;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.lab.PingRun;
import dev.vethlab.lab.ShellQuoting;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.wire.print.TcpdumpPrinter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run as a story: what was sent and received where, what the kernel decided about it, and how it ended. */
public final class Story {

    private static final int MOST_EVENTS = 400;
    private static final double NS_PER_MS = 1_000_000;

    private final PingRun run;
    private final boolean markdown;
    private final StringBuilder story = new StringBuilder();
    private String last = "";

    private Story(PingRun run, boolean markdown) {
        this.run = run;
        this.markdown = markdown;
    }

    /** The story as plain text. */
    public static String text(PingRun run) {
        return new Story(run, false).tell();
    }

    /** The story as Markdown. */
    public static String markdown(PingRun run) {
        return new Story(run, true).tell();
    }

    private String tell() {
        String command = ShellQuoting.join(run.request().words());
        story.append(
                        markdown
                                ? "# " + run.request().place() + ": `" + command + "`"
                                : run.request().place() + ": " + command)
                .append("\n\n")
                .append(ending())
                .append("\n\n");
        List<Event> events = Event.of(run);
        long start = events.isEmpty() ? 0 : events.get(0).atNs();
        for (Event event : events.subList(0, Math.min(MOST_EVENTS, events.size()))) {
            double atMs = (event.atNs() - start) / NS_PER_MS;
            if (event instanceof Event.Sighting sighting) {
                sighting(atMs, sighting.packet());
            } else if (event instanceof Event.Decision decision) {
                decision(atMs, decision.step());
            }
        }
        if (events.size() > MOST_EVENTS) {
            story.append("... and ").append(events.size() - MOST_EVENTS).append(" more.\n");
        }
        return story.toString();
    }

    private String ending() {
        String counts = run.report()
                .map(report -> report.received() + " of " + report.transmitted() + " pings were answered.")
                .orElse("ping could not send anything: "
                        + (run.result().stderr() + run.result().stdout()).strip());
        boolean answered = run.result().exitCode() == 0;
        return answered
                ? counts
                : counts
                        + Causes.first(run)
                                .map(cause -> " What stopped them first: " + cause + ".")
                                .orElse("");
    }

    private void sighting(double atMs, TracedPacket packet) {
        boolean out = packet.packet().direction() == Direction.OUT;
        String line =
                TcpdumpPrinter.line(packet.packet().frame()).lines().findFirst().orElse("");
        if (markdown) {
            story.append(String.format(
                    Locale.ROOT,
                    "- **%.3f ms** packet %d: **%s** %s on `%s`: `%s`%n",
                    atMs,
                    packet.packet().number(),
                    packet.namespace(),
                    out ? "sends" : "receives",
                    packet.device(),
                    line.replace("`", "'")));
        } else {
            story.append(String.format(
                    Locale.ROOT,
                    "%10.3f ms  %s %s on %s packet %d: %s%n",
                    atMs,
                    packet.namespace(),
                    out ? "sends" : "receives",
                    packet.device(),
                    packet.packet().number(),
                    line));
        }
    }

    private void decision(double atMs, Step step) {
        String place = step.namespace() + (step.device().isEmpty() ? "" : "/" + step.device());
        String words = step.detail() + settings(step) + fate(step);
        if (last.equals(place + words)) {
            return;
        }
        last = place + words;
        if (markdown) {
            story.append("  - ")
                    .append(place)
                    .append(": ")
                    .append(words)
                    .append(" (`")
                    .append(step.function())
                    .append("`)\n");
        } else {
            story.append(String.format(Locale.ROOT, "%10.3f ms    %s: %s [%s]%n", atMs, place, words, step.function()));
        }
    }

    private static String settings(Step step) {
        return step.sysctls().isEmpty()
                ? ""
                : " (" + step.sysctls().stream().map(Story::setting).collect(Collectors.joining(", ")) + ")";
    }

    private static String setting(SysctlSeen seen) {
        return seen.name() + " is " + seen.value();
    }

    private static String fate(Step step) {
        return step.fate().map(Story::words).orElse("")
                + step.reason().map(reason -> ", reason " + reason).orElse("");
    }

    private static String words(Fate fate) {
        return switch (fate) {
            case DELIVERED -> ". It has arrived";
            case FORWARDED -> ". It goes on";
            case DROPPED -> ". It is dropped";
            case IGNORED -> ". It is ignored, without a word";
            case QUEUED -> "";
            case EXPIRED -> ". It has waited too long";
            case UNMODELLED -> ". This is not simulated";
        };
    }
}
