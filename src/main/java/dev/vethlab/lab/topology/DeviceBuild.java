package dev.vethlab.lab.topology;

import dev.vethlab.lab.Commands;
import dev.vethlab.lab.topology.DocumentDevices.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands that make the devices of a document. */
final class DeviceBuild {

    /** Options that name a port, and can be given when there is one. */
    private static final Set<String> LATE = Set.of("primary", "active_slave");

    private static final int FIRST_INDEX = 2;
    private static final int MOST_GAPS = 100;
    private static final String FILLER = "filler";

    private final DocumentDevices devices;
    private final List<Place> order;
    private final List<List<String>> commands;

    /**
     * @param commands where the commands go
     */
    DeviceBuild(DocumentDevices devices, List<List<String>> commands) throws InvalidTopologyException {
        this.devices = devices;
        this.order = devices.lowerFirst(devices.places());
        this.commands = commands;
    }

    /** Makes the devices. */
    void make() throws InvalidTopologyException {
        Set<Place> made = new HashSet<>();
        List<Place> byIndex = new ArrayList<>(order);
        byIndex.sort(Comparator.comparingInt(this::indexOf));
        for (Place place : devices.lowerFirst(byIndex)) {
            DeviceDocument device = devices.at(place);
            if (made.contains(place) || comesByItself(device)) {
                continue;
            }
            if (device.effectiveKind().equals(DeviceDocument.VETH)) {
                Place peer = devices.peerOf(place);
                made.add(peer);
                pair(place, peer);
            } else if (device.isOpened()) {
                tuntapAtItsIndex(place, device, made);
            } else {
                link(place, device);
            }
            made.add(place);
        }
    }

    private static boolean comesByItself(DeviceDocument device) {
        return device.effectiveKind().equals(DeviceDocument.LOOPBACK)
                || device.effectiveKind().equals(DeviceDocument.OPENVSWITCH);
    }

    /**
     * Brings what a switch has made to where and what it is in the document.
     *
     * @param homes the namespaces that the switches of these devices are in, by the devices' names; a device that is not named is made where it is
     */
    void adopt(Map<String, List<String>> homes) {
        for (Place place : order) {
            DeviceDocument device = devices.at(place);
            if (!device.effectiveKind().equals(DeviceDocument.OPENVSWITCH)) {
                continue;
            }
            List<String> madeIn = homes.getOrDefault(place.device(), List.of(place.namespace()));
            if (!madeIn.contains(place.namespace())) {
                String target = place.namespace().equals(Commands.HOST) ? "1" : place.namespace();
                commands.add(Commands.in(madeIn.get(0), "ip", "link", "set", "dev", place.device(), "netns", target));
            }
            settings(place, device);
        }
    }

    private void settings(Place place, DeviceDocument device) {
        List<String> settings = new ArrayList<>();
        add(settings, "address", device.mac());
        add(settings, "mtu", device.mtu());
        add(settings, "txqueuelen", device.txQueueLength());
        set(place, settings);
    }

    private int indexOf(Place place) {
        Integer index = devices.at(place).index();
        return index == null ? Integer.MAX_VALUE : index;
    }

    private void pair(Place place, Place peer) {
        List<String> words = new ArrayList<>(List.of("ip", "link", "add"));
        words.addAll(named(place));
        words.addAll(List.of("type", "veth", "peer"));
        words.addAll(named(peer));
        commands.add(words);
    }

    private List<String> named(Place place) {
        List<String> words = new ArrayList<>(List.of("name", place.device()));
        if (!place.namespace().equals(Commands.HOST)) {
            words.addAll(List.of("netns", place.namespace()));
        }
        words.addAll(attributes(devices.at(place)));
        return words;
    }

    private static List<String> attributes(DeviceDocument device) {
        List<String> words = new ArrayList<>();
        add(words, "index", device.index());
        add(words, "address", device.mac());
        add(words, "mtu", isBridge(device) ? null : device.mtu());
        add(words, "txqueuelen", device.txQueueLength());
        return words;
    }

    private void link(Place place, DeviceDocument device) {
        String home = device.link() == null ? place.namespace() : device.link().namespace();
        List<String> words = new ArrayList<>(List.of("ip", "link", "add"));
        if (device.link() != null && !optionsOf(device).contains("dev")) {
            words.addAll(List.of("link", device.link().name()));
        }
        words.addAll(List.of("name", place.device()));
        if (!home.equals(place.namespace())) {
            words.addAll(List.of("netns", place.namespace().equals(Commands.HOST) ? "1" : place.namespace()));
        }
        words.addAll(attributes(device));
        words.addAll(List.of("type", device.effectiveKind()));
        List<String> options = optionsOf(device);
        for (int i = 0; i < options.size(); i++) {
            if (LATE.contains(options.get(i))) {
                i++;
            } else {
                words.add(options.get(i));
            }
        }
        commands.add(Commands.in(home, words));
    }

    private static List<String> optionsOf(DeviceDocument device) {
        return device.options() == null ? List.of() : TopologyBuild.split(device.options());
    }

    private void tuntap(Place place, DeviceDocument device) {
        List<String> words =
                new ArrayList<>(List.of("ip", "tuntap", "add", "dev", place.device(), "mode", device.effectiveKind()));
        words.addAll(optionsOf(device));
        commands.add(Commands.in(place.namespace(), words));
        settings(place, device);
    }

    /**
     * The indexes below that of a device which {@code ip tuntap} makes, and which nothing has yet: the kernel gives the lowest one that
     * is free, so something has to have them meanwhile.
     */
    private List<Integer> gaps(Place place, int index, Set<Place> made) {
        Set<Integer> taken = new HashSet<>();
        for (Place other : made) {
            Integer present = devices.at(other).index();
            if (other.namespace().equals(place.namespace()) && present != null) {
                taken.add(present);
            }
        }
        List<Integer> gaps = new ArrayList<>();
        for (int free = FIRST_INDEX; free < Math.min(index, FIRST_INDEX + MOST_GAPS); free++) {
            if (!taken.contains(free)) {
                gaps.add(free);
            }
        }
        return gaps;
    }

    private void tuntapAtItsIndex(Place place, DeviceDocument device, Set<Place> made) {
        List<Integer> gaps = device.index() == null ? List.of() : gaps(place, device.index(), made);
        for (int gap : gaps) {
            commands.add(Commands.in(
                    place.namespace(),
                    List.of("ip", "link", "add", "name", FILLER + gap, "index", String.valueOf(gap), "type", "dummy")));
        }
        tuntap(place, device);
        for (int gap : gaps) {
            commands.add(Commands.in(place.namespace(), "ip", "link", "del", "dev", FILLER + gap));
        }
    }

    /** Makes ports of those that have a master, and sets what the masters keep of them. */
    void enslave() throws InvalidTopologyException {
        List<Place> ports = new ArrayList<>();
        for (Place place : order) {
            DeviceDocument device = devices.at(place);
            if (device.master() != null) {
                Place master = new Place(place.namespace(), device.master());
                if (!devices.places().contains(master)) {
                    throw new InvalidTopologyException(
                            devices.pointer(place) + "/master", "there is no such interface in the namespace");
                }
                if (!devices.at(master).effectiveKind().equals(DeviceDocument.OPENVSWITCH)) {
                    ports.add(place);
                }
            }
        }
        ports.sort(Comparator.comparingInt(place -> placeOf(devices.at(place))));
        ports.forEach(place ->
                set(place, List.of("master", String.valueOf(devices.at(place).master()))));
        for (Place place : order) {
            DeviceDocument device = devices.at(place);
            if (device.portOptions() != null) {
                List<String> words = new ArrayList<>(List.of("type", "bridge_slave"));
                words.addAll(TopologyBuild.split(device.portOptions()));
                set(place, words);
            }
            lateOptions(place, device);
            tables(place, device);
        }
    }

    private static int placeOf(DeviceDocument device) {
        return device.place() == null ? Integer.MAX_VALUE : device.place();
    }

    private void lateOptions(Place place, DeviceDocument device) {
        List<String> options = optionsOf(device);
        for (int i = 0; i + 1 < options.size(); i++) {
            if (LATE.contains(options.get(i))) {
                set(place, List.of("type", device.effectiveKind(), options.get(i), options.get(i + 1)));
            }
        }
    }

    private void tables(Place place, DeviceDocument device) {
        List<String> where = new ArrayList<>(List.of("dev", place.device()));
        if (isBridge(device)) {
            where.add("self");
        }
        if (device.vlans() != null) {
            bridge(place, List.of("bridge", "vlan", "del"), where, List.of("vid", "1-4094"));
            for (String vlan : device.vlans()) {
                List<String> words = new ArrayList<>(List.of("vid"));
                words.addAll(TopologyBuild.split(vlan));
                bridge(place, List.of("bridge", "vlan", "add"), where, words);
            }
        }
        for (String entry : device.fdb() == null ? List.<String>of() : device.fdb()) {
            List<String> words = TopologyBuild.split(entry);
            List<String> command = new ArrayList<>(List.of("bridge", "fdb", "append", words.get(0)));
            bridge(place, command, List.of("dev", place.device()), words.subList(1, words.size()));
        }
    }

    private void bridge(Place place, List<String> command, List<String> where, List<String> rest) {
        List<String> words = new ArrayList<>(command);
        words.addAll(where);
        words.addAll(rest);
        commands.add(Commands.in(place.namespace(), words));
    }

    /** Gives the devices their addresses. */
    void addresses() {
        for (Place place : order) {
            DeviceDocument device = devices.at(place);
            for (String address : device.addresses() == null ? List.<String>of() : device.addresses()) {
                if (device.effectiveKind().equals(DeviceDocument.LOOPBACK)
                        && address.equals("127.0.0.1/8 scope host")) {
                    continue;
                }
                List<String> words = new ArrayList<>(List.of("ip", "address", "add", "dev", place.device()));
                words.addAll(TopologyBuild.split(address));
                commands.add(Commands.in(place.namespace(), words));
            }
        }
    }

    /** Sets the devices up, those below before those above, and says what else there is to say. */
    void states() {
        for (Place place : order) {
            DeviceDocument device = devices.at(place);
            for (String name : device.alternativeNames() == null ? List.<String>of() : device.alternativeNames()) {
                commands.add(Commands.in(
                        place.namespace(), "ip", "link", "property", "add", "dev", place.device(), "altname", name));
            }
            List<String> words = new ArrayList<>();
            if (device.effectiveKind().equals(DeviceDocument.LOOPBACK)) {
                add(words, "address", device.mac());
            }
            if (device.effectiveKind().equals(DeviceDocument.LOOPBACK) || isBridge(device)) {
                add(words, "mtu", device.mtu());
            }
            add(words, "alias", device.alias());
            add(words, "group", device.group());
            onOff(words, "arp", device.arp());
            onOff(words, "promisc", device.promiscuous());
            if (device.up() != null) {
                words.add(device.up() ? "up" : "down");
            }
            set(place, words);
        }
    }

    /** A bridge keeps an MTU that it is given later, and not one that it is made with. */
    private static boolean isBridge(DeviceDocument device) {
        return device.effectiveKind().equals("bridge");
    }

    private void set(Place place, List<String> settings) {
        if (!settings.isEmpty()) {
            List<String> words = new ArrayList<>(List.of("ip", "link", "set", "dev", place.device()));
            words.addAll(settings);
            commands.add(Commands.in(place.namespace(), words));
        }
    }

    private static void onOff(List<String> words, String keyword, @Nullable Boolean value) {
        if (value != null) {
            words.addAll(List.of(keyword, value ? "on" : "off"));
        }
    }

    private static void add(List<String> words, String keyword, @Nullable Object value) {
        if (value != null) {
            words.add(keyword);
            words.add(value.toString());
        }
    }
}
