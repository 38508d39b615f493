package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** VXLAN devices whose other ends are of another network, at another port or elsewhere. */
final class VxlanRemedy implements Remedy {

    private static final int AGREE = 8;
    private static final int REMOTE = 8;

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        List<Kinds.Vxlan> all = failure.around().kinds().vxlans();
        for (Kinds.Vxlan one : all) {
            for (Kinds.Vxlan other : all) {
                if (!one.namespace().equals(other.namespace())) {
                    agree(one, other, failure.around(), proposals);
                    remotes(one, other, failure.around(), proposals);
                }
            }
        }
    }

    /** The kernel lets nobody change the network or the port of a device, so it is made anew. */
    private static void agree(Kinds.Vxlan one, Kinds.Vxlan other, Surroundings around, Consumer<Change> proposals) {
        Optional<Station> station = around.station(one.namespace(), one.device());
        boolean differs = one.vni() != other.vni() || one.port() != other.port();
        if (station.isEmpty() || !differs) {
            return;
        }
        List<String> add = new ArrayList<>(
                List.of("ip", "link", "add", one.device(), "type", "vxlan", "id", Integer.toString(other.vni())));
        option(add, "remote", one.remote());
        option(add, "local", one.local());
        add.addAll(List.of("dstport", Integer.toString(other.port())));
        if (!one.lower().isEmpty()) {
            add.addAll(List.of("dev", one.lower()));
        }
        proposals.accept(new Change(Anew.commands(station.get(), add), AGREE));
    }

    private static void option(List<String> words, String name, Ipv4Address value) {
        if (!value.isAny()) {
            words.addAll(List.of(name, value.toString()));
        }
    }

    /** Where the other end is: an address of its namespace on a segment with this one's or behind a router. */
    private static void remotes(Kinds.Vxlan one, Kinds.Vxlan other, Surroundings around, Consumer<Change> proposals) {
        for (Station station : around.stationsOf(other.namespace())) {
            boolean outside = !station.isLoopback() && !station.kind().equals("vxlan");
            for (Station.Held held : outside ? station.addresses() : List.<Station.Held>of()) {
                if (!held.address().equals(one.remote())) {
                    proposals.accept(Change.of(
                            REMOTE,
                            one.namespace(),
                            "ip",
                            "link",
                            "set",
                            one.device(),
                            "type",
                            "vxlan",
                            "remote",
                            held.address().toString()));
                }
            }
        }
    }
}
