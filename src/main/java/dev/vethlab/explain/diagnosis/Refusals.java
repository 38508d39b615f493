package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.explain.diagnosis.Refusal.Weight;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.lab.ProbeRun;
import dev.vethlab.lab.TracedPacket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the decisions of a run by which packets got no further, and puts those first that matter. */
final class Refusals {

    private final ProbeRun run;
    private final Map<Long, TracedPacket> packets = new HashMap<>();
    private final Set<MacAddress> senders = new HashSet<>();

    private Refusals(ProbeRun run) {
        this.run = run;
        for (TracedPacket packet : run.packets()) {
            packets.put(packet.packet().number(), packet);
            senders.add(packet.packet().frame().source());
        }
    }

    /** The refusals of a run, each once, as far as the run itself tells which matter. */
    static List<Refusal> of(ProbeRun run) {
        Refusals refusals = new Refusals(run);
        return refusals.weighed(refusals::weight);
    }

    /** The refusals of a run, each once; what was withheld from somebody who has nothing to do with it comes late. */
    static List<Refusal> of(ProbeRun run, Surroundings around) {
        Refusals refusals = new Refusals(run);
        return refusals.weighed(refusal -> refusals.weight(refusal, around));
    }

    private List<Refusal> weighed(Function<Refusal, Weight> weight) {
        Set<Long> copied = new HashSet<>();
        Map<String, Refusal> once = new LinkedHashMap<>();
        for (Step step : run.steps()) {
            if (step.function().equals("raw_rcv")) {
                copied.add(step.packet());
            }
            boolean hadItsCopy = step.function().equals("ping_rcv") && copied.contains(step.packet());
            Refusal refusal = new Refusal(step, Optional.ofNullable(packets.get(step.packet())), Weight.DECISIVE);
            if (Refusal.isOne(step) && !hadItsCopy && !refusal.isBackground()) {
                once.putIfAbsent(refusal.signature(), refusal.weighing(weight.apply(refusal)));
            }
        }
        List<Refusal> all = new ArrayList<>(once.values());
        all.sort(Comparator.comparing(Refusal::weight));
        return all;
    }

    private Weight weight(Refusal refusal) {
        Step step = refusal.step();
        if (step.function().equals("noop_enqueue") && step.device().equals("lo")) {
            return Weight.ECHO;
        }
        if (refusal.isOfBystander() || isMeantForAnother(refusal)) {
            return Weight.CONSEQUENCE;
        }
        boolean copy = step.reason().equals(Optional.of(DropReason.DEV_READY));
        return copy || step.fate().isEmpty() && isWithholding(step) ? Weight.WITHHELD : Weight.DECISIVE;
    }

    private Weight weight(Refusal refusal, Surroundings around) {
        Weight weight = isForAnother(refusal, around) ? Weight.CONSEQUENCE : weight(refusal);
        return weight == Weight.WITHHELD && !concerns(refusal.step(), around) ? Weight.CONSEQUENCE : weight;
    }

    /** Whether a frame came by whose addressee is alive elsewhere: whoever floods sends frames to all. */
    private boolean isMeantForAnother(Refusal refusal) {
        return refusal.step().reason().equals(Optional.of(DropReason.OTHERHOST))
                && refusal.packet()
                        .filter(packet ->
                                senders.contains(packet.packet().frame().destination()))
                        .isPresent();
    }

    /** The same, where the addressee has said nothing in this run. */
    private static boolean isForAnother(Refusal refusal, Surroundings around) {
        return refusal.step().reason().equals(Optional.of(DropReason.OTHERHOST))
                && refusal.packet()
                        .map(packet -> packet.packet().frame().destination())
                        .filter(address -> around.stations().stream()
                                .anyMatch(station -> station.mac().equals(address)))
                        .isPresent();
    }

    private static boolean isWithholding(Step step) {
        return step.function().equals("br_flood")
                || step.function().equals("xlate_normal_flood")
                || step.function().equals("macvlan_queue_xmit")
                || step.function().equals("ipvlan_process_multicast");
    }

    /** Whether what is withheld would have gone towards one of the two ends, or to another bridge. */
    private boolean concerns(Step step, Surroundings around) {
        Optional<Station> there = around.station(around.namespace(step.namespace()), step.device());
        if (there.isEmpty()) {
            return true;
        }
        Station end = around.opposite(there.get()).orElse(there.get());
        Optional<Ipv4Address> target = Ipv4Address.parse(run.request().destination());
        boolean ofAnEnd = end.namespace().equals(run.request().place())
                || target.isPresent()
                        && around.holders(target.get()).stream()
                                .anyMatch(holder -> holder.namespace().equals(end.namespace()));
        return ofAnEnd || end.master().isPresent() && end != there.get();
    }
}
