package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Interfaces that are down, deaf to ARP, too narrow, or not alone with their MAC address. */
final class LinkRemedy implements Remedy {

    private static final int UP = 5;
    private static final int MAC = 9;
    private static final int MTU = 8;
    private static final int FORGET = 10;
    private static final int FAR = 40;
    private static final int PAYLOAD = 56;
    private static final int HEADERS = 28;

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        Set<String> near = failure.near();
        for (Station station : failure.around().stations()) {
            int away = near.contains(station.namespace()) ? 0 : FAR;
            if (!station.up()) {
                set(station, UP + away + (station.isLoopback() ? 3 : 0), proposals, "up");
            }
            if (!station.arp() && !station.isLoopback()) {
                set(station, UP + away, proposals, "arp", "on");
            }
            if (isSharedMac(station, failure.around())) {
                set(
                        station,
                        MAC + away,
                        proposals,
                        "address",
                        free(failure.around()).toString());
            }
        }
        wider(failure, proposals);
    }

    private static void set(Station station, int rank, Consumer<Change> proposals, String... words) {
        List<String> all = new ArrayList<>(List.of("ip", "link", "set", station.device()));
        all.addAll(List.of(words));
        proposals.accept(new Change(List.of(Change.line(station.namespace(), all)), rank));
    }

    private static boolean isSharedMac(Station station, Surroundings around) {
        return !station.isLoopback()
                && station.kind().equals("veth")
                && around.facing(station).stream()
                        .anyMatch(other ->
                                other.kind().equals("veth") && other.mac().equals(station.mac()));
    }

    /** A locally administered address that nobody has. */
    private static MacAddress free(Surroundings around) {
        long bits = 0x0200_0000_0001L;
        while (true) {
            MacAddress candidate = new MacAddress(bits);
            if (around.stations().stream().noneMatch(station -> station.mac().equals(candidate))) {
                return candidate;
            }
            bits++;
        }
    }

    /** Where a packet was too long: every narrower interface as wide as the widest, alone and with the others of its segment. */
    private static void wider(Failure failure, Consumer<Change> proposals) {
        int widest = 0;
        for (Station station : failure.around().stations()) {
            widest = Math.max(widest, station.isLoopback() ? 0 : station.mtu());
        }
        if (failure.isTooLong()) {
            for (String namespace : failure.near()) {
                proposals.accept(Change.of(FORGET, namespace, "ip", "route", "flush", "cache"));
            }
        }
        if (length(failure.request()) <= narrowest(failure)) {
            return;
        }
        for (Station station : failure.around().stations()) {
            if (!station.isLoopback() && station.mtu() < widest) {
                String mtu = Integer.toString(widest);
                set(station, MTU, proposals, "mtu", mtu);
                List<String> whole = new ArrayList<>();
                for (Station other : failure.around().stations()) {
                    if (other.segment() == station.segment() && !other.isLoopback() && other.mtu() < widest) {
                        whole.add(Change.line(
                                other.namespace(), List.of("ip", "link", "set", other.device(), "mtu", mtu)));
                    }
                }
                if (whole.size() > 1) {
                    proposals.accept(new Change(whole, MTU + 1));
                }
            }
        }
    }

    /** How long the longest packet of a probe is; a handshake and a scan take less than any device must carry. */
    private static int length(Probe probe) {
        if (probe instanceof PingRequest ping) {
            Integer payload = ping.payloadBytes();
            return (payload == null ? PAYLOAD : payload) + HEADERS;
        }
        return 0;
    }

    private static int narrowest(Failure failure) {
        return failure.around().stations().stream()
                .filter(station -> !station.isLoopback())
                .mapToInt(Station::mtu)
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
