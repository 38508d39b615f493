package dev.vethlab.explain.diagnosis;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pings between the hosts of a lab, to see which of them a cure turns round. */
final class OtherPings {

    private static final int PATIENCE_MS = 1000;

    private final Trial trial;
    private final Map<PingRequest, Boolean> before = new LinkedHashMap<>();
    private final boolean complete;

    OtherPings(Trial trial, Probe asked, Lab lab, int limit) {
        this.trial = trial;
        List<PingRequest> all = all(asked, lab.read(Surroundings::of));
        complete = all.size() <= limit;
        trial.fork(List.of(), false).ifPresent(fork -> {
            for (PingRequest ping : all.subList(0, Math.min(limit, all.size()))) {
                before.put(ping, succeeds(fork, ping));
            }
        });
    }

    /** Whether all pings that there are are compared. */
    boolean isComplete() {
        return complete;
    }

    /** The pings that commands turn round. */
    List<Diagnosis.OtherPing> changedBy(List<String> commands) {
        List<Diagnosis.OtherPing> changed = new ArrayList<>();
        trial.fork(commands, true)
                .ifPresent(fork -> before.forEach((ping, did) -> {
                    boolean does = succeeds(fork, ping);
                    if (does != did) {
                        changed.add(new Diagnosis.OtherPing(ping, did, does));
                    }
                }));
        return changed;
    }

    private boolean succeeds(Lab fork, PingRequest ping) {
        return trial.send(fork, ping).succeeded();
    }

    /** From every namespace to every address of the others, and within one from each interface to the addresses of the others. */
    private static List<PingRequest> all(Probe asked, Surroundings around) {
        Map<String, PingRequest> pings = new LinkedHashMap<>();
        for (Station target : around.stations()) {
            for (Station.Held held : target.addresses()) {
                String destination = held.address().toString();
                for (Station source : around.stations()) {
                    boolean usable = !target.isLoopback()
                            && !source.isLoopback()
                            && !source.addresses().isEmpty();
                    boolean same = source.namespace().equals(target.namespace());
                    if (usable && !same) {
                        add(pings, asked, source.namespace(), destination, null);
                    } else if (usable && !source.device().equals(target.device())) {
                        add(pings, asked, source.namespace(), destination, source.device());
                    }
                }
            }
        }
        return List.copyOf(pings.values());
    }

    private static void add(
            Map<String, PingRequest> pings,
            Probe asked,
            String namespace,
            String destination,
            @Nullable String device) {
        boolean same = asked instanceof PingRequest
                && asked.place().equals(namespace)
                && asked.destination().equals(destination)
                && (asked.device() == null ? device == null : asked.device().equals(device));
        if (!same) {
            pings.putIfAbsent(
                    namespace + " " + destination + " " + device,
                    new PingRequest(
                            namespace,
                            destination,
                            device,
                            null,
                            1,
                            null,
                            null,
                            null,
                            PATIENCE_MS,
                            null,
                            null,
                            null,
                            null));
        }
    }
}
