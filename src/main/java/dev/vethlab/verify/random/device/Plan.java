package dev.vethlab.verify.random.device;

import dev.vethlab.verify.random.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the pieces of a lab share: the lot, the script, the stations that can be spoken to and the devices of the host in their middle. */
final class Plan {

    final Dice dice;
    final List<String> script = new ArrayList<>();
    final List<Station> stations = new ArrayList<>();

    /** Devices of the host that packets pass, for rules. */
    final List<String> devices = new ArrayList<>();

    /** Whether packets may be large: where two queues take them (a VXLAN that fragments), which comes first is a matter of luck. */
    boolean large = true;

    private int segments;

    Plan(Dice dice) {
        this.dice = dice;
    }

    /** The number of a new segment; its subnet is {@code 10.NUMBER.0.0/24}, and the host has the address 1 in it. */
    int segment() {
        return ++segments;
    }

    /** An address for a device: of a segment, of a sort of devices in it, and a number. */
    static String mac(int segment, int sort, int number) {
        return String.format(Locale.ROOT, "02:00:00:%02x:%02x:%02x", segment, sort, number);
    }

    void add(String line) {
        script.add(line);
    }

    void in(String namespace, String ipWords) {
        add(namespace.equals("host") ? "ip " + ipWords : "ip -n " + namespace + " " + ipWords);
    }

    /** A namespace with {@code lo} up. */
    void namespace(String name) {
        add("ip netns add " + name);
        in(name, "link set lo up");
    }

    /** Gives a station its address, and the host as its gateway. */
    void address(Station station, int segment) {
        in(station.namespace(), "link set " + station.device() + " up");
        in(station.namespace(), "addr add " + station.address() + "/24 dev " + station.device());
        in(station.namespace(), "route add default via 10." + segment + ".0.1");
        stations.add(station);
    }

    Station anyStation() {
        return dice.pick(stations);
    }
}
