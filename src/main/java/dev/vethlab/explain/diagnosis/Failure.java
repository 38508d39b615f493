package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.lab.Probe;
import dev.vethlab.lab.ProbeRun;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.Ipv4Packet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A probe that did not do what it should, with everything that can be read off it.
 *
 * @param refusals the decisions by which packets got no further, each once, those that matter before mere consequences
 * @param switches what the programs of Open vSwitch print of its bridges, ports and flows
 * @param rulesets what {@code nft -a list ruleset} prints in the namespaces whose firewall dropped something
 */
record Failure(
        ProbeRun run, List<Refusal> refusals, Surroundings around, Map<String, String> rulesets, String switches) {

    /** A question of ARP that was asked and not answered. */
    record Unanswered(Station asker, Ipv4Address target) {}

    static Failure of(ProbeRun run, Surroundings around) {
        return new Failure(run, Refusals.of(run, around), around, Map.of(), "");
    }

    /** The namespaces whose rule sets matter: those that dropped something, and those that sent packets on. */
    Set<String> filtering() {
        Set<String> filtering = dropping();
        forwarders().forEach(step -> filtering.add(place(step)));
        return filtering;
    }

    /** The namespaces whose firewall dropped something. */
    Set<String> dropping() {
        Set<String> dropping = new LinkedHashSet<>();
        for (Refusal refusal : refusals) {
            if (refusal.step().reason().equals(Optional.of(DropReason.NETFILTER_DROP))) {
                dropping.add(place(refusal.step()));
            }
        }
        return dropping;
    }

    /** The same failure with the rule sets of firewalls. */
    Failure with(Map<String, String> found, String foundSwitches) {
        return new Failure(run, refusals, around, found, foundSwitches);
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

    /** The namespaces that the failure has to do with: where it was refused, where it began, who sent it on and where it was to go. */
    Set<String> near() {
        Set<String> near = new LinkedHashSet<>();
        refusals.forEach(refusal -> near.add(place(refusal.step())));
        near.add(request().place());
        target().ifPresent(address -> around.holders(address).forEach(holder -> near.add(holder.namespace())));
        forwarders().forEach(step -> near.add(place(step)));
        return near;
    }

    /** Whether somebody found a packet longer than what he may send: the sender itself, or a router. */
    boolean isTooLong() {
        return localError().isPresent()
                || refusals.stream()
                        .anyMatch(refusal -> refusal.step().reason().equals(Optional.of(DropReason.PKT_TOO_BIG)));
    }

    /** What the program says of an error of its own kernel. */
    Optional<String> localError() {
        String words = run.result().stdout() + run.result().stderr();
        return words.lines().filter(line -> line.contains("local error")).findFirst();
    }

    /** Whether the host of a decision has a route for an address that leads away from where the packet came in. */
    boolean knowsAWay(Step step, Ipv4Address destination) {
        return around.routes(place(step)).stream()
                .anyMatch(route -> route.covers(destination)
                        && !route.type().isError()
                        && route.device().filter(step.device()::equals).isEmpty());
    }

    /** The decisions by which routers sent packets on. */
    List<Step> forwarders() {
        return run.steps().stream()
                .filter(step -> step.function().equals("ip_forward") && step.verdict() == Verdict.FORWARD)
                .toList();
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
