package dev.vethlab.explain.diagnosis;

import dev.vethlab.wire.VlanTag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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
        Set<Integer> ids = new LinkedHashSet<>(around.kinds().vlans());
        around.stations().forEach(station -> station.vlan().ifPresent(vlan -> ids.add(vlan.id())));
        failure.refusals().forEach(refusal -> untag(refusal, failure, proposals));
        for (Station station : around.stations()) {
            if (station.kind().equals("bond")) {
                enslave(station, around, proposals);
            }
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

    /** A device for the VLAN of frames that an interface has none for, with the addresses of that interface. */
    private static void untag(Refusal refusal, Failure failure, Consumer<Change> proposals) {
        Optional<Station> station = failure.station(refusal.step());
        Optional<VlanTag> tag = refusal.packet()
                .map(packet -> packet.packet().frame().payload())
                .filter(VlanTag.class::isInstance)
                .map(VlanTag.class::cast);
        if (station.isEmpty() || tag.isEmpty() || station.get().master().isPresent()) {
            return;
        }
        String place = station.get().namespace();
        String lower = station.get().device();
        String id = Integer.toString(tag.get().id());
        String name = lower + "." + id;
        List<String> commands = new ArrayList<>();
        commands.add(Change.line(
                place, List.of("ip", "link", "add", "link", lower, "name", name, "type", "vlan", "id", id)));
        for (Station.Held held : station.get().addresses()) {
            commands.add(Change.line(place, List.of("ip", "addr", "del", held.toString(), "dev", lower)));
            commands.add(Change.line(place, List.of("ip", "addr", "add", held.toString(), "dev", name)));
        }
        commands.add(Change.line(place, List.of("ip", "link", "set", name, "up")));
        proposals.accept(new Change(commands, TAG + 1));
    }

    /** An interface that a bond could have for a port: it takes none that is up. */
    private static void enslave(Station bond, Surroundings around, Consumer<Change> proposals) {
        for (Station station : around.stationsOf(bond.namespace())) {
            boolean free = station.master().isEmpty()
                    && station.addresses().isEmpty()
                    && station.kind().equals("veth");
            if (free) {
                proposals.accept(new Change(
                        List.of(
                                Change.line(bond.namespace(), List.of("ip", "link", "set", station.device(), "down")),
                                Change.line(
                                        bond.namespace(),
                                        List.of("ip", "link", "set", station.device(), "master", bond.device()))),
                        MASTER));
            }
        }
    }

    private static void ports(Station bridge, Surroundings around, Set<Integer> ids, Consumer<Change> proposals) {
        for (Station station : around.stationsOf(bridge.namespace())) {
            boolean elsewhere = !station.master().equals(Optional.of(bridge.device()));
            boolean free = elsewhere && station.addresses().isEmpty() && !station.isLoopback();
            if (free && !station.kind().equals("bridge")) {
                proposals.accept(Change.of(
                        MASTER, bridge.namespace(), "ip", "link", "set", station.device(), "master", bridge.device()));
            }
            if (station.master().filter(bridge.device()::equals).isPresent()) {
                for (int id : ids) {
                    vlan(station, id, proposals);
                }
                vlan(station, 1, proposals);
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
        List<String> add = List.of(
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
                Integer.toString(id));
        proposals.accept(new Change(Anew.commands(station, add), TAG));
    }
}
