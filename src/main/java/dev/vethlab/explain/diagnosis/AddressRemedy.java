package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Addresses that are missing, that are held with another prefix length than the others have, or that two hosts have. */
final class AddressRemedy implements Remedy {

    private static final int DOUBLE = 9;
    private static final int LENGTH = 13;
    private static final int MISSING = 16;
    private static final int INSTEAD = 19;

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        Surroundings around = failure.around();
        for (Station station : around.stations()) {
            if (!station.isLoopback()) {
                lengths(station, around, proposals);
            }
        }
        doubles(failure, proposals);
        for (Failure.Unanswered question : failure.unanswered()) {
            if (around.holders(question.target()).isEmpty()) {
                missing(question, around, proposals);
            }
        }
        wanted(failure).forEach(address -> nobodys(address, around, proposals));
        source(failure, proposals);
    }

    /** The length that the others on the segment have. */
    private static void lengths(Station station, Surroundings around, Consumer<Change> proposals) {
        Set<Integer> others = new LinkedHashSet<>();
        for (Station other : around.facing(station)) {
            other.addresses().forEach(held -> others.add(held.length()));
        }
        for (Station.Held held : station.addresses()) {
            for (int length : others) {
                if (length != held.length()) {
                    proposals.accept(replace(station, held, new Station.Held(held.address(), length), LENGTH));
                }
            }
        }
    }

    private static Change replace(Station station, Station.Held old, Station.Held better, int rank) {
        return new Change(
                List.of(
                        Change.line(
                                station.namespace(),
                                List.of("ip", "addr", "add", better.toString(), "dev", station.device())),
                        Change.line(
                                station.namespace(),
                                List.of("ip", "addr", "del", old.toString(), "dev", station.device()))),
                rank);
    }

    private static void doubles(Failure failure, Consumer<Change> proposals) {
        for (Station station : failure.around().stations()) {
            for (Station.Held held : station.addresses()) {
                if (!station.isLoopback()
                        && failure.around().holders(held.address()).size() > 1) {
                    proposals.accept(Change.of(
                            DOUBLE,
                            station.namespace(),
                            "ip",
                            "addr",
                            "del",
                            held.toString(),
                            "dev",
                            station.device()));
                }
            }
        }
    }

    /** An address that is asked for on a segment and that nobody has. */
    private static void missing(Failure.Unanswered question, Surroundings around, Consumer<Change> proposals) {
        int length = lengthFor(question.asker(), question.target());
        for (Station facing : around.facing(question.asker())) {
            give(facing, new Station.Held(question.target(), length), proposals);
        }
    }

    private static int lengthFor(Station asker, Ipv4Address target) {
        return asker.addresses().stream()
                .filter(held -> held.prefix().contains(target))
                .mapToInt(Station.Held::length)
                .findFirst()
                .orElse(24);
    }

    private static void give(Station station, Station.Held held, Consumer<Change> proposals) {
        int bare = station.addresses().isEmpty() ? 0 : 2;
        proposals.accept(Change.of(
                MISSING + bare, station.namespace(), "ip", "addr", "add", held.toString(), "dev", station.device()));
        for (Station.Held old : station.addresses()) {
            proposals.accept(replace(station, old, held, INSTEAD));
        }
    }

    /** Addresses that the lab reckons with: what is pinged, the source that is asked for, and the gateways of routes. */
    private static Set<Ipv4Address> wanted(Failure failure) {
        Set<Ipv4Address> wanted = new LinkedHashSet<>();
        failure.target().ifPresent(wanted::add);
        for (String namespace : failure.around().namespaces()) {
            for (KnownRoute route : failure.around().routes(namespace)) {
                route.gateway().ifPresent(wanted::add);
            }
        }
        wanted.removeIf(address ->
                address.isLoopback() || !failure.around().holders(address).isEmpty());
        return wanted;
    }

    /** An address that nobody has, for interfaces on a segment of its network, and for those that have none. */
    private static void nobodys(Ipv4Address address, Surroundings around, Consumer<Change> proposals) {
        for (Station station : around.stations()) {
            if (station.isLoopback()) {
                continue;
            }
            Optional<Ipv4Prefix> network = around.facing(station).stream()
                    .flatMap(other -> other.addresses().stream())
                    .map(Station.Held::prefix)
                    .filter(prefix -> prefix.contains(address))
                    .findFirst();
            network.ifPresent(prefix -> give(station, new Station.Held(address, prefix.length()), proposals));
        }
    }

    /** The source that the ping is to have, or any, for the interface that it is to leave by. */
    private static void source(Failure failure, Consumer<Change> proposals) {
        String wanted = failure.request().sourceAddress();
        if (wanted == null) {
            bare(failure, proposals);
            return;
        }
        Optional<Ipv4Address> address = Ipv4Address.parse(wanted);
        if (address.isPresent() && failure.around().holders(address.get()).isEmpty()) {
            for (Station station : failure.around().stationsOf(failure.request().place())) {
                if (!station.isLoopback()) {
                    give(station, new Station.Held(address.get(), networkOf(station, failure.around())), proposals);
                }
            }
        }
    }

    private static int networkOf(Station station, Surroundings around) {
        return around.facing(station).stream()
                .flatMap(other -> other.addresses().stream())
                .mapToInt(Station.Held::length)
                .findFirst()
                .orElse(24);
    }

    /** Interfaces without an address on a segment where others have one: the first free one of their network. */
    private static void bare(Failure failure, Consumer<Change> proposals) {
        Surroundings around = failure.around();
        for (Station station : around.stations()) {
            if (station.isLoopback()
                    || !station.addresses().isEmpty()
                    || !failure.near().contains(station.namespace())) {
                continue;
            }
            around.facing(station).stream()
                    .flatMap(other -> other.addresses().stream())
                    .filter(held -> held.length() > 0 && held.length() < 31)
                    .findFirst()
                    .ifPresent(held -> give(station, new Station.Held(free(held, around), held.length()), proposals));
        }
    }

    private static Ipv4Address free(Station.Held held, Surroundings around) {
        int network = held.address().bits() & Ipv4Prefix.mask(held.length());
        int offset = 1;
        while (!around.holders(new Ipv4Address(network + offset)).isEmpty()) {
            offset++;
        }
        return new Ipv4Address(network + offset);
    }
}
