package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.lab.Probe;
import dev.vethlab.lab.ProbeRun;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A probe that did not do what it should, with everything that can be read off it.
 *
 * @param refusals the decisions by which packets got no further, each once, those that matter before mere consequences
 * @param rulesets what {@code nft -a list ruleset} prints in the namespaces whose firewall dropped something
 */
record Failure(ProbeRun run, List<Refusal> refusals, Surroundings around, Map<String, String> rulesets) {

    /** A question of ARP that was asked and not answered. */
    record Unanswered(Station asker, Ipv4Address target) {}

    static Failure of(ProbeRun run, Surroundings around) {
        return new Failure(run, refusals(run), around, Map.of());
    }

    /** The decisions by which packets got no further, each once, those that matter before mere consequences. */
    static List<Refusal> refusals(ProbeRun run) {
        Map<Long, TracedPacket> packets = new HashMap<>();
        run.packets().forEach(packet -> packets.put(packet.packet().number(), packet));
        Set<Long> copied = new HashSet<>();
        Map<String, Refusal> first = new LinkedHashMap<>();
        Map<String, Refusal> consequences = new LinkedHashMap<>();
        for (Step step : run.steps()) {
            if (step.function().equals("raw_rcv")) {
                copied.add(step.packet());
            }
            boolean hadItsCopy = step.function().equals("ping_rcv") && copied.contains(step.packet());
            Refusal refusal = new Refusal(step, Optional.ofNullable(packets.get(step.packet())));
            if (Refusal.isOne(step) && !hadItsCopy && !refusal.isBackground()) {
                (refusal.isConsequence() ? consequences : first).putIfAbsent(refusal.signature(), refusal);
            }
        }
        List<Refusal> all = new ArrayList<>(first.values());
        all.addAll(consequences.values());
        return all;
    }

    /** The namespaces whose firewall dropped something. */
    Set<String> filtering() {
        Set<String> filtering = new LinkedHashSet<>();
        for (Refusal refusal : refusals) {
            if (refusal.step().reason().equals(Optional.of(DropReason.NETFILTER_DROP))) {
                filtering.add(place(refusal.step()));
            }
        }
        return filtering;
    }

    /** The same failure with the rule sets of firewalls. */
    Failure with(Map<String, String> found) {
        return new Failure(run, refusals, around, found);
    }

    Probe request() {
        return run.request();
    }

    /** The address that is to be reached, where it is one. */
    Optional<Ipv4Address> target() {
        return Ipv4Address.parse(request().destination());
    }

    /** The name that commands use for the namespace of a decision. */
    String place(Step step) {
        return around.namespace(step.namespace());
    }

    Optional<Station> station(Step step) {
        return around.station(place(step), step.device());
    }

    /** The namespaces that the failure has to do with: where it was refused, where it began and where it was to go. */
    Set<String> near() {
        Set<String> near = new LinkedHashSet<>();
        refusals.forEach(refusal -> near.add(place(refusal.step())));
        near.add(request().place());
        target().ifPresent(address -> around.holders(address).forEach(holder -> near.add(holder.namespace())));
        return near;
    }

    List<Unanswered> unanswered() {
        Set<Unanswered> open = new LinkedHashSet<>();
        for (TracedPacket packet : run.packets()) {
            if (packet.packet().frame().payload() instanceof ArpPacket arp) {
                Optional<Station> station = around.station(around.namespace(packet.namespace()), packet.device());
                boolean out = packet.packet().direction() == Direction.OUT;
                if (out && arp.operation() == ArpPacket.REQUEST) {
                    station.ifPresent(asker -> open.add(new Unanswered(asker, arp.targetIp())));
                } else if (!out && arp.operation() == ArpPacket.REPLY) {
                    station.ifPresent(asker -> open.remove(new Unanswered(asker, arp.senderIp())));
                }
            }
        }
        return List.copyOf(open);
    }

    /** How far it got: in how many places packets of IPv4, and answers of ARP, were seen. */
    int progress() {
        Set<String> places = new HashSet<>();
        for (TracedPacket packet : run.packets()) {
            Object payload = packet.packet().frame().payload();
            String kind = "";
            if (payload instanceof Ipv4Packet ip) {
                boolean onward = target().filter(ip.destination()::equals).isPresent();
                boolean back = target().filter(ip.source()::equals).isPresent();
                kind = onward ? "request" : back ? "reply" : "";
            } else if (payload instanceof ArpPacket arp && arp.operation() == ArpPacket.REPLY) {
                kind = "answer";
            }
            if (!kind.isEmpty()) {
                places.add(kind + packet.namespace() + "/" + packet.device()
                        + packet.packet().direction());
            }
        }
        return places.size();
    }

    /** The same for two failures of which one tells nothing that the other does not. */
    String signature() {
        StringBuilder signature = new StringBuilder();
        refusals.forEach(refusal -> signature.append(refusal.signature()).append('\n'));
        return signature.append(progress()).append(run.result().stderr()).toString();
    }
}
