package dev.vethlab.explain;

import dev.vethlab.kernel.trace.Step;
import dev.vethlab.lab.PingRun;
import dev.vethlab.lab.TracedPacket;
import java.util.ArrayList;
import java.util.List;

/** What happened in a run, one after the other: packets at interfaces, and decisions. */
sealed interface Event {

    long atNs();

    /** A packet at an interface. */
    record Sighting(TracedPacket packet) implements Event {

        @Override
        public long atNs() {
            return packet.packet().atNs();
        }
    }

    /** A decision of the kernel. */
    record Decision(Step step) implements Event {

        @Override
        public long atNs() {
            return step.atNs();
        }
    }

    /** The events of a run, each decision after the packet that it is about. */
    static List<Event> of(PingRun run) {
        List<Event> events = new ArrayList<>();
        int next = 0;
        for (Step step : run.steps()) {
            while (next < run.packets().size() && comesBefore(run.packets().get(next), step)) {
                events.add(new Sighting(run.packets().get(next++)));
            }
            events.add(new Decision(step));
        }
        while (next < run.packets().size()) {
            events.add(new Sighting(run.packets().get(next++)));
        }
        return events;
    }

    private static boolean comesBefore(TracedPacket packet, Step step) {
        return step.packet() > 0
                ? packet.packet().number() <= step.packet()
                : packet.packet().atNs() < step.atNs();
    }
}
