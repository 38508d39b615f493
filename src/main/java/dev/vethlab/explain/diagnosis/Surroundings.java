package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.route.FibRule;
import dev.vethlab.kernel.rtnetlink.NeighbourInfo;
import dev.vethlab.kernel.rtnetlink.Neighbours;
import dev.vethlab.kernel.rtnetlink.Rules;
import dev.vethlab.kernel.vlan.VlanDevice;
import dev.vethlab.lab.Commands;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of a lab as far as cures are made from it. */
final class Surroundings {

    /** A neighbour that was set by hand. */
    record StaticNeighbour(String namespace, String device, Ipv4Address address, Optional<MacAddress> mac) {}

    private final List<Station> stations = new ArrayList<>();
    private final Map<String, List<KnownRoute>> routes = new LinkedHashMap<>();
    private final Map<String, List<FibRule>> rules = new LinkedHashMap<>();
    private final List<StaticNeighbour> neighbours = new ArrayList<>();
    private final Kinds kinds = new Kinds();
    private final Map<String, String> names = new LinkedHashMap<>();

    private Surroundings() {}

    static Surroundings of(Kernel kernel) {
        Surroundings around = new Surroundings();
        Map<NetDevice, NetDevice> segments = segments(kernel);
        List<NetDevice> roots = new ArrayList<>();
        around.add(Commands.HOST, kernel.initial(), segments, roots);
        kernel.all().stream()
                .skip(1)
                .forEach(namespace -> kernel.named().forEach((name, named) -> {
                    if (named == namespace) {
                        around.add(name, namespace, segments, roots);
                    }
                }));
        return around;
    }

    private void add(String name, Namespace namespace, Map<NetDevice, NetDevice> segments, List<NetDevice> roots) {
        names.put(namespace.label(), name);
        for (NetDevice device : namespace.net().devices().all()) {
            NetDevice root = root(segments, device);
            if (!roots.contains(root)) {
                roots.add(root);
            }
            stations.add(station(name, namespace, device, roots.indexOf(root)));
        }
        kinds.add(name, namespace);
        routes.put(name, KnownRoute.of(namespace));
        rules.put(name, new Rules(namespace.net(), namespace.fib()).dump());
        for (NeighbourInfo neighbour : new Neighbours(namespace.net(), namespace.neighbours()).dump()) {
            Optional<NetDevice> device = namespace.net().devices().byIndex(neighbour.index());
            if (neighbour.state() == NudState.PERMANENT && device.isPresent()) {
                neighbours.add(
                        new StaticNeighbour(name, device.get().name(), neighbour.destination(), neighbour.lladdr()));
            }
        }
    }

    private static Station station(String name, Namespace namespace, NetDevice device, int segment) {
        InDevice inet = namespace.inet().of(device);
        List<Station.Held> held = new ArrayList<>();
        if (inet != null) {
            for (Ifaddr address : inet.addresses()) {
                held.add(new Station.Held(address.local(), address.prefixLength()));
            }
        }
        return new Station(
                name,
                device.name(),
                device.isLoopback() ? "loopback" : device.kind(),
                device.isUp(),
                device.hasCarrier(),
                (device.flags() & DeviceFlags.IFF_NOARP) == 0,
                device.address(),
                device.mtu(),
                held,
                device.master().map(NetDevice::name),
                device instanceof VlanDevice vlan
                        ? Optional.of(new Station.Vlan(vlan.id(), vlan.real().name()))
                        : Optional.empty(),
                device.kind().equals("veth")
                        ? device.link()
                                .map(other -> new Station.Opposite(other.net().label(), other.name()))
                        : Optional.empty(),
                segment);
    }

    /** Joins every interface with the one that it is tied to or stands on, and with its master. */
    private static Map<NetDevice, NetDevice> segments(Kernel kernel) {
        Map<NetDevice, NetDevice> parents = new IdentityHashMap<>();
        for (Namespace namespace : kernel.all()) {
            for (NetDevice device : namespace.net().devices().all()) {
                device.link().ifPresent(other -> parents.put(root(parents, device), root(parents, other)));
                device.master().ifPresent(other -> parents.put(root(parents, device), root(parents, other)));
            }
        }
        return parents;
    }

    private static NetDevice root(Map<NetDevice, NetDevice> parents, NetDevice device) {
        NetDevice at = device;
        NetDevice parent = parents.get(at);
        while (parent != null && parent != at) {
            at = parent;
            parent = parents.get(at);
        }
        return at;
    }

    /** The name that commands use for a namespace that captures and decisions call so. */
    String namespace(String label) {
        return names.getOrDefault(label, label);
    }

    List<String> namespaces() {
        return List.copyOf(names.values());
    }

    List<Station> stations() {
        return stations;
    }

    List<Station> stationsOf(String namespace) {
        return stations.stream()
                .filter(station -> station.namespace().equals(namespace))
                .toList();
    }

    Optional<Station> station(String namespace, String device) {
        return stations.stream()
                .filter(station -> station.isAt(namespace, device))
                .findFirst();
    }

    /** The interfaces that have an address. */
    List<Station> holders(Ipv4Address address) {
        return stations.stream().filter(station -> station.holds(address)).toList();
    }

    /** The length of the prefix that an address is held with, 32 where nobody has it. */
    int lengthOf(Ipv4Address address) {
        return stations.stream()
                .flatMap(station -> station.addresses().stream())
                .filter(held -> held.address().equals(address))
                .mapToInt(Station.Held::length)
                .findFirst()
                .orElse(32);
    }

    /** The other interfaces on the segment of one. */
    List<Station> facing(Station station) {
        return stations.stream()
                .filter(other -> other.segment() == station.segment()
                        && !other.isAt(station.namespace(), station.device())
                        && !other.isLoopback())
                .toList();
    }

    List<KnownRoute> routes(String namespace) {
        return routes.getOrDefault(namespace, List.of());
    }

    List<FibRule> rules(String namespace) {
        return rules.getOrDefault(namespace, List.of());
    }

    /** The interface at the other end of the cable of one. */
    Optional<Station> opposite(Station station) {
        return station.opposite().flatMap(other -> station(namespace(other.label()), other.device()));
    }

    Kinds kinds() {
        return kinds;
    }

    List<StaticNeighbour> staticNeighbours() {
        return neighbours;
    }
}
