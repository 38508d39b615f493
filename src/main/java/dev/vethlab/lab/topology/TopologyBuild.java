package dev.vethlab.lab.topology;

import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Commands;
import dev.vethlab.lab.LabSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds what a document says on a freshly booted machine, as command lines. */
public final class TopologyBuild {

    private static final Set<String> LINUX_RULES = Set.of(
            "from all lookup local priority 0",
            "from all lookup main priority 32766",
            "from all lookup default priority 32767");

    private record Place(String namespace, String device) {}

    private final TopologyDocument document;
    private final List<List<String>> commands = new ArrayList<>();
    private final Map<Place, DeviceDocument> devices = new LinkedHashMap<>();
    private final Map<Place, String> pointers = new LinkedHashMap<>();

    private TopologyBuild(TopologyDocument document) {
        this.document = document;
    }

    /**
     * The commands that build a document, in order.
     *
     * @throws InvalidTopologyException when the document contradicts itself
     */
    public static List<List<String>> commands(TopologyDocument document) throws InvalidTopologyException {
        TopologyBuild build = new TopologyBuild(document);
        build.index();
        build.namespaces();
        build.sysctls(false);
        build.pairs();
        build.sysctls(true);
        build.addresses();
        build.states();
        build.routing();
        return build.commands;
    }

    /**
     * Boots a lab anew and builds the commands of a document in it.
     *
     * @throws CommandFailedException when the kernel refuses one of them
     */
    public static void apply(LabSession session, List<List<String>> commands) throws CommandFailedException {
        session.reboot();
        for (List<String> command : commands) {
            session.require(command);
        }
    }

    private void index() throws InvalidTopologyException {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < document.namespaces().size(); i++) {
            NamespaceDocument namespace = document.namespaces().get(i);
            String pointer = "/namespaces/" + i;
            if (!names.add(namespace.name())) {
                throw new InvalidTopologyException(
                        pointer + "/name", "the namespace \"" + namespace.name() + "\" is there twice");
            }
            List<DeviceDocument> all = orEmpty(namespace.interfaces());
            for (int j = 0; j < all.size(); j++) {
                index(namespace.name(), all.get(j), pointer + "/interfaces/" + j);
            }
        }
    }

    private void index(String namespace, DeviceDocument device, String pointer) throws InvalidTopologyException {
        Place place = new Place(namespace, device.name());
        if (devices.put(place, device) != null) {
            throw new InvalidTopologyException(
                    pointer + "/name", "the interface \"" + device.name() + "\" is twice in \"" + namespace + "\"");
        }
        pointers.put(place, pointer);
        String kind = device.effectiveKind();
        if (!kind.equals(DeviceDocument.VETH) && !kind.equals(DeviceDocument.LOOPBACK)) {
            throw new InvalidTopologyException(
                    pointer + "/kind", "the kind \"" + kind + "\" is not simulated; there are loopback and veth");
        }
    }

    private void namespaces() {
        for (NamespaceDocument namespace : document.namespaces()) {
            if (!namespace.name().equals(Commands.HOST)) {
                commands.add(List.of("ip", "netns", "add", namespace.name()));
            }
        }
    }

    private void sysctls(boolean ofDevices) {
        for (NamespaceDocument namespace : document.namespaces()) {
            Map<String, String> sysctls = namespace.sysctls();
            if (sysctls == null) {
                continue;
            }
            sysctls.forEach((name, value) -> {
                if (isOfDevice(name) == ofDevices) {
                    commands.add(Commands.in(namespace.name(), "sysctl", "-q", "-w", name + "=" + value));
                }
            });
        }
    }

    private static boolean isOfDevice(String path) {
        String name = path.replace('/', '.');
        boolean perDevice = name.startsWith("net.ipv4.conf.") || name.startsWith("net.ipv4.neigh.");
        return perDevice
                && !name.startsWith("net.ipv4.conf.all.")
                && !name.startsWith("net.ipv4.conf.default.")
                && !name.startsWith("net.ipv4.neigh.default.");
    }

    private void pairs() throws InvalidTopologyException {
        Set<Place> made = new HashSet<>();
        for (Map.Entry<Place, DeviceDocument> entry : devices.entrySet()) {
            Place place = entry.getKey();
            if (!entry.getValue().effectiveKind().equals(DeviceDocument.VETH) || made.contains(place)) {
                continue;
            }
            Place peer = peerOf(place, entry.getValue());
            made.add(place);
            made.add(peer);
            List<String> words = new ArrayList<>(List.of("ip", "link", "add"));
            words.addAll(end(place, entry.getValue()));
            words.addAll(List.of("type", "veth", "peer"));
            words.addAll(end(peer, devices.get(peer)));
            commands.add(words);
        }
    }

    private Place peerOf(Place place, DeviceDocument device) throws InvalidTopologyException {
        PeerDocument named = device.peer();
        if (named != null) {
            Place peer = new Place(named.namespace(), named.name());
            DeviceDocument other = devices.get(peer);
            if (peer.equals(place)
                    || other != null
                            && other.peer() != null
                            && !place.equals(new Place(
                                    other.peer().namespace(), other.peer().name()))) {
                throw new InvalidTopologyException(pointer(place) + "/peer", "the two ends do not name each other");
            }
            return peer;
        }
        for (Map.Entry<Place, DeviceDocument> candidate : devices.entrySet()) {
            PeerDocument back = candidate.getValue().peer();
            if (back != null && place.equals(new Place(back.namespace(), back.name()))) {
                return candidate.getKey();
            }
        }
        throw new InvalidTopologyException(
                pointer(place), "an end of a veth pair needs a peer: {\"namespace\":…, \"name\":…}");
    }

    private String pointer(Place place) {
        return pointers.getOrDefault(place, "/namespaces");
    }

    private static List<String> end(Place place, @Nullable DeviceDocument device) {
        List<String> words = new ArrayList<>(List.of("name", place.device(), "netns", place.namespace()));
        if (place.namespace().equals(Commands.HOST)) {
            words = new ArrayList<>(List.of("name", place.device()));
        }
        if (device != null) {
            add(words, "index", device.index());
            add(words, "address", device.mac());
            add(words, "mtu", device.mtu());
            add(words, "txqueuelen", device.txQueueLength());
        }
        return words;
    }

    private void addresses() {
        devices.forEach((place, device) -> {
            for (String address : orEmpty(device.addresses())) {
                if (device.effectiveKind().equals(DeviceDocument.LOOPBACK)
                        && address.equals("127.0.0.1/8 scope host")) {
                    continue;
                }
                List<String> words = new ArrayList<>(List.of("ip", "address", "add", "dev", place.device()));
                words.addAll(split(address));
                commands.add(Commands.in(place.namespace(), words));
            }
        });
    }

    private void states() {
        devices.forEach((place, device) -> {
            List<String> words = new ArrayList<>(List.of("ip", "link", "set", "dev", place.device()));
            int bare = words.size();
            if (device.effectiveKind().equals(DeviceDocument.LOOPBACK)) {
                add(words, "mtu", device.mtu());
            }
            add(words, "alias", device.alias());
            if (device.arp() != null) {
                words.addAll(List.of("arp", device.arp() ? "on" : "off"));
            }
            if (device.up() != null) {
                words.add(device.up() ? "up" : "down");
            }
            if (words.size() > bare) {
                commands.add(Commands.in(place.namespace(), words));
            }
        });
    }

    private void routing() {
        for (NamespaceDocument namespace : document.namespaces()) {
            for (String route : orEmpty(namespace.routes())) {
                add(namespace, List.of("ip", "route", "add"), route);
            }
            List<String> rules = namespace.rules();
            if (rules != null) {
                for (String rule : LINUX_RULES) {
                    if (!rules.contains(rule)) {
                        add(namespace, List.of("ip", "rule", "del"), rule);
                    }
                }
                for (String rule : rules) {
                    if (!LINUX_RULES.contains(rule)) {
                        add(namespace, List.of("ip", "rule", "add"), rule);
                    }
                }
            }
            for (String neighbour : orEmpty(namespace.neighbors())) {
                add(namespace, List.of("ip", "neigh", "add"), neighbour);
            }
        }
    }

    private void add(NamespaceDocument namespace, List<String> command, String words) {
        List<String> all = new ArrayList<>(command);
        all.addAll(split(words));
        commands.add(Commands.in(namespace.name(), all));
    }

    private static List<String> split(String words) {
        return List.of(words.strip().split("\\s+"));
    }

    private static void add(List<String> words, String keyword, @Nullable Object value) {
        if (value != null) {
            words.add(keyword);
            words.add(value.toString());
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
