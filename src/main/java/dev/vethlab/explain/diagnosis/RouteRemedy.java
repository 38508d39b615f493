package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.route.FibRule;
import dev.vethlab.kernel.trace.DropReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Routes that are missing, that refuse, or that lead to the wrong place; and rules that send packets to the wrong table. */
final class RouteRemedy implements Remedy {

    private static final int REFUSING = 6;
    private static final int RULE = 8;
    private static final int GATEWAY = 12;
    private static final int NETWORK = 15;
    private static final int DEFAULT = 16;
    private static final int HOST = 20;
    private static final int MISLEADING = 25;
    private static final int FIRST_RULE_OF_LINUX = 32766;

    /** Somewhere that somebody wants to send to, and cannot or goes wrong. */
    private record Wish(String namespace, Ipv4Address destination) {}

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        for (Wish wish : wishes(failure)) {
            deletions(wish, failure.around(), proposals);
            additions(wish, failure.around(), proposals);
        }
        for (String namespace : failure.near()) {
            rules(namespace, failure.around(), proposals);
        }
    }

    private static Set<Wish> wishes(Failure failure) {
        Set<Wish> wishes = new LinkedHashSet<>();
        for (Refusal refusal : failure.refusals()) {
            String namespace = failure.place(refusal.step());
            refusal.destination().ifPresent(address -> wishes.add(new Wish(namespace, address)));
            boolean doubted = refusal.step().reason().equals(Optional.of(DropReason.IP_RPFILTER))
                    || refusal.step().function().equals("fib_validate_source");
            if (doubted) {
                refusal.source().ifPresent(address -> wishes.add(new Wish(namespace, address)));
            }
        }
        for (Failure.Unanswered question : failure.unanswered()) {
            wishes.add(new Wish(question.asker().namespace(), question.target()));
        }
        failure.target().ifPresent(target -> {
            wishes.add(new Wish(failure.request().place(), target));
            Set<Ipv4Address> sources = new LinkedHashSet<>();
            failure.around().stationsOf(failure.request().place()).stream()
                    .filter(station -> !station.isLoopback())
                    .forEach(station -> station.addresses().forEach(held -> sources.add(held.address())));
            for (String namespace : failure.near()) {
                if (!namespace.equals(failure.request().place())) {
                    wishes.add(new Wish(namespace, target));
                    sources.forEach(source -> wishes.add(new Wish(namespace, source)));
                }
            }
        });
        wishes.removeIf(wish -> wish.destination().isAny()
                || wish.destination().isLoopback()
                || wish.destination().isMulticast()
                || wish.destination().isLimitedBroadcast());
        return wishes;
    }

    private static void deletions(Wish wish, Surroundings around, Consumer<Change> proposals) {
        for (KnownRoute route : around.routes(wish.namespace())) {
            if (!route.byKernel() && route.covers(wish.destination())) {
                List<String> words = new ArrayList<>(List.of("ip", "route", "del"));
                words.addAll(route.words());
                proposals.accept(new Change(
                        List.of(Change.line(wish.namespace(), words)),
                        route.type().isError() ? REFUSING : MISLEADING));
                if (route.mtu() != 0) {
                    unlimited(wish, route, proposals);
                }
            }
        }
    }

    /** The same route without the MTU that it was given. */
    private static void unlimited(Wish wish, KnownRoute route, Consumer<Change> proposals) {
        List<String> words = new ArrayList<>(List.of("ip", "route", "replace"));
        words.addAll(route.words());
        proposals.accept(new Change(List.of(Change.line(wish.namespace(), words)), GATEWAY));
    }

    private static void additions(Wish wish, Surroundings around, Consumer<Change> proposals) {
        Ipv4Prefix network = new Ipv4Prefix(wish.destination(), around.lengthOf(wish.destination()));
        List<KnownRoute> routes = around.routes(wish.namespace());
        long links = around.stationsOf(wish.namespace()).stream()
                .filter(station -> !station.isLoopback())
                .count();
        boolean hasDefault = routes.stream()
                .anyMatch(route ->
                        route.table() == KnownRoute.MAIN && route.destination().length() == 0);
        gateways(wish.namespace(), around).forEach((gateway, device) -> {
            if (gateway.equals(wish.destination())) {
                return;
            }
            for (KnownRoute route : routes) {
                if (!route.byKernel()
                        && route.covers(wish.destination())
                        && !route.gateway().equals(Optional.of(gateway))
                        && route.destination().length() < 32) {
                    replace(wish.namespace(), route, gateway, proposals);
                }
            }
            add(wish.namespace(), network.toString(), gateway, NETWORK, proposals);
            if (!hasDefault) {
                add(wish.namespace(), "default", gateway, links == 1 ? NETWORK - 1 : DEFAULT, proposals);
            }
            if (network.length() < 32) {
                add(wish.namespace(), wish.destination().toString(), gateway, HOST, proposals);
            }
        });
        onLink(wish, around, proposals);
    }

    private static void replace(String namespace, KnownRoute route, Ipv4Address gateway, Consumer<Change> proposals) {
        List<String> words = new ArrayList<>(List.of("ip", "route", "replace"));
        List<String> place = route.place();
        words.add(place.get(0));
        words.addAll(List.of("via", gateway.toString()));
        words.addAll(place.subList(1, place.size()));
        proposals.accept(new Change(List.of(Change.line(namespace, words)), GATEWAY));
    }

    private static void add(
            String namespace, String destination, Ipv4Address gateway, int rank, Consumer<Change> proposals) {
        proposals.accept(Change.of(rank, namespace, "ip", "route", "add", destination, "via", gateway.toString()));
    }

    /** Straight by an interface whose segment has the destination. */
    private static void onLink(Wish wish, Surroundings around, Consumer<Change> proposals) {
        for (Station station : around.stationsOf(wish.namespace())) {
            boolean faces = around.facing(station).stream().anyMatch(other -> other.holds(wish.destination()));
            if (faces && !station.isLoopback()) {
                proposals.accept(Change.of(
                        HOST,
                        wish.namespace(),
                        "ip",
                        "route",
                        "add",
                        wish.destination().toString(),
                        "dev",
                        station.device()));
            }
        }
    }

    /** The addresses of others that a namespace reaches without a gateway, each with the interface towards it. */
    private static Map<Ipv4Address, String> gateways(String namespace, Surroundings around) {
        Map<Ipv4Address, String> gateways = new LinkedHashMap<>();
        for (Station station : around.stationsOf(namespace)) {
            for (Station facing : around.facing(station)) {
                for (Station.Held other : facing.addresses()) {
                    boolean onLink = station.addresses().stream()
                            .anyMatch(held -> held.prefix().contains(other.address()));
                    if (onLink && !facing.namespace().equals(namespace)) {
                        gateways.putIfAbsent(other.address(), station.device());
                    }
                }
            }
        }
        return gateways;
    }

    private static void rules(String namespace, Surroundings around, Consumer<Change> proposals) {
        boolean main = false;
        boolean local = false;
        for (FibRule rule : around.rules(namespace)) {
            main |= rule.priority() == FIRST_RULE_OF_LINUX;
            local |= rule.priority() == 0;
            if (rule.priority() != 0 && Integer.compareUnsigned(rule.priority(), FIRST_RULE_OF_LINUX) < 0) {
                proposals.accept(Change.of(
                        RULE, namespace, "ip", "rule", "del", "priority", Integer.toUnsignedString(rule.priority())));
            }
        }
        if (!local) {
            proposals.accept(
                    Change.of(RULE, namespace, "ip", "rule", "add", "from", "all", "lookup", "local", "priority", "0"));
        }
        if (!main) {
            proposals.accept(Change.of(
                    RULE, namespace, "ip", "rule", "add", "from", "all", "lookup", "main", "priority", "32766"));
        }
    }
}
