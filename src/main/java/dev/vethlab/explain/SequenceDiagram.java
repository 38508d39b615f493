package dev.vethlab.explain;

import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.lab.PingRun;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.wire.print.TcpdumpPrinter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A run as a sequence diagram of Mermaid: an arrow a packet, a note where one met its end. */
public final class SequenceDiagram {

    private static final int MOST_ARROWS = 200;
    private static final int AHEAD = 50;

    private final List<Event> events;
    private final boolean severalHosts;
    private final Map<String, String> participants = new LinkedHashMap<>();
    private final Set<Long> drawn = new HashSet<>();
    private final StringBuilder body = new StringBuilder();
    private int arrows;

    private SequenceDiagram(PingRun run) {
        this.events = Event.of(run);
        this.severalHosts =
                run.packets().stream().map(TracedPacket::namespace).distinct().count() > 1;
    }

    /** The diagram of a run. */
    public static String of(PingRun run) {
        return new SequenceDiagram(run).draw();
    }

    private String draw() {
        for (int i = 0; i < events.size() && arrows < MOST_ARROWS; i++) {
            Event event = events.get(i);
            if (event instanceof Event.Sighting sighting) {
                arrow(sighting.packet(), i);
            } else if (event instanceof Event.Decision decision) {
                note(decision.step());
            }
        }
        StringBuilder diagram = new StringBuilder("sequenceDiagram\n");
        List<String> names = new ArrayList<>(participants.keySet());
        for (String name : names) {
            diagram.append("  participant ")
                    .append(participants.get(name))
                    .append(" as ")
                    .append(escape(name))
                    .append('\n');
        }
        return diagram.append(body).toString();
    }

    private void arrow(TracedPacket packet, int index) {
        if (!drawn.add(packet.packet().number())) {
            return;
        }
        String here = participant(packet.namespace(), packet.device());
        String line =
                TcpdumpPrinter.line(packet.packet().frame()).lines().findFirst().orElse("");
        String there = here;
        String head =
                packet.packet().direction() == Direction.OUT && !packet.device().equals("lo") ? "-x" : "->>";
        if (packet.packet().direction() == Direction.OUT) {
            for (Event later : events.subList(index + 1, Math.min(events.size(), index + AHEAD))) {
                if (later instanceof Event.Sighting arrival
                        && arrival.packet().packet().direction() == Direction.IN
                        && arrival.packet()
                                .packet()
                                .frame()
                                .equals(packet.packet().frame())
                        && drawn.add(arrival.packet().packet().number())) {
                    there = participant(
                            arrival.packet().namespace(), arrival.packet().device());
                    head = "->>";
                    break;
                }
            }
        }
        arrows++;
        body.append("  ")
                .append(here)
                .append(head)
                .append(there)
                .append(": ")
                .append(escape(line))
                .append('\n');
    }

    private void note(Step step) {
        boolean end = step.fate()
                .filter(fate -> fate != Fate.DELIVERED && fate != Fate.FORWARDED && fate != Fate.QUEUED)
                .isPresent();
        if ((end || step.verdict() == Verdict.REFUSE) && !step.function().equals("ping_rcv")) {
            body.append("  Note over ")
                    .append(participant(step.namespace(), step.device()))
                    .append(": ")
                    .append(escape(step.detail()))
                    .append('\n');
        }
    }

    private String participant(String namespace, String device) {
        String name = severalHosts ? namespace : namespace + "/" + device;
        return participants.computeIfAbsent(name, any -> "p" + participants.size());
    }

    private static String escape(String text) {
        return text.replace("#", "#35;")
                .replace(";", "#59;")
                .replace("#35#59;", "#35;")
                .replace('\n', ' ');
    }
}
