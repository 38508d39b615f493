package dev.vethlab.explain.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Interfaces that should be ports of a bridge, and ports and VLAN devices that are of another VLAN than the others. */
final class BridgeRemedy implements Remedy {

    private static final int MASTER = 9;
    private static final int TAG = 8;
    private static final int PORT = 11;

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        Surroundings around = failure.around();
        Set<Integer> ids = new LinkedHashSet<>();
        around.stations().forEach(station -> station.vlan().ifPresent(vlan -> ids.add(vlan.id())));
        for (Station station : around.stations()) {
            if (station.kind().equals("bridge")) {
                ports(station, around, ids, proposals);
            }
            station.vlan().ifPresent(vlan -> {
                for (int id : ids) {
                    if (id != vlan.id()) {
                        retag(station, vlan, id, proposals);
                    }
                }
            });
        }
    }

    private static void ports(Station bridge, Surroundings around, Set<Integer> ids, Consumer<Change> proposals) {
        for (Station station : around.stationsOf(bridge.namespace())) {
            boolean free = station.master().isEmpty() && station.addresses().isEmpty() && !station.isLoopback();
            if (free && !station.device().equals(bridge.device())) {
                proposals.accept(Change.of(
                        MASTER, bridge.namespace(), "ip", "link", "set", station.device(), "master", bridge.device()));
            }
            if (station.master().filter(bridge.device()::equals).isPresent()) {
                for (int id : ids) {
                    vlan(station, id, proposals);
                }
                vlan(station, 1, proposals);
                proposals.accept(Change.of(
                        MASTER + 1,
                        bridge.namespace(),
                        "bridge",
                        "link",
                        "set",
                        "dev",
                        station.device(),
                        "isolated",
                        "off"));
            }
        }
        proposals.accept(Change.of(
                PORT + 3,
                bridge.namespace(),
                "ip",
                "link",
                "set",
                bridge.device(),
                "type",
                "bridge",
                "vlan_filtering",
                "0"));
    }

    private static void vlan(Station port, int id, Consumer<Change> proposals) {
        List<String> words =
                new ArrayList<>(List.of("bridge", "vlan", "add", "vid", Integer.toString(id), "dev", port.device()));
        proposals.accept(new Change(List.of(Change.line(port.namespace(), words)), PORT));
        words.addAll(List.of("pvid", "untagged"));
        proposals.accept(new Change(List.of(Change.line(port.namespace(), words)), PORT + 1));
    }

    /** The same device of another VLAN: the kernel does not let a VLAN device change it, so it is made anew. */
    private static void retag(Station station, Station.Vlan vlan, int id, Consumer<Change> proposals) {
        String place = station.namespace();
        List<String> commands = new ArrayList<>();
        commands.add(Change.line(place, List.of("ip", "link", "del", station.device())));
        commands.add(Change.line(
                place,
                List.of(
                        "ip",
                        "link",
                        "add",
                        "link",
                        vlan.lower(),
                        "name",
                        station.device(),
                        "type",
                        "vlan",
                        "id",
                        Integer.toString(id))));
        for (Station.Held held : station.addresses()) {
            commands.add(Change.line(place, List.of("ip", "addr", "add", held.toString(), "dev", station.device())));
        }
        commands.add(Change.line(place, List.of("ip", "link", "set", station.device(), "up")));
        proposals.accept(new Change(commands, TAG));
    }
}
