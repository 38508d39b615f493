package dev.vethlab.lab.export;

import dev.vethlab.lab.topology.DeviceDocument;
import dev.vethlab.lab.topology.NamespaceDocument;
import dev.vethlab.lab.topology.PeerDocument;
import dev.vethlab.lab.topology.TopologyDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What there is to draw of a lab: its namespaces, their devices, the pairs between them, and which device is a port of or above which. */
record Drawing(Map<String, List<Device>> namespaces, List<Pair> pairs, List<Arrow> masters, List<Arrow> lower) {

    private static final Set<String> OBVIOUS = Set.of("loopback", "veth");

    /** A device with a key that any drawing language takes as an identifier; what kind it is where its looks do not say so. */
    record Device(String key, String name, String kind, List<String> addresses, boolean up) {}

    /** A veth pair by the keys of its ends, with the places of both. */
    record Pair(Device one, PeerDocument onePlace, Device other, PeerDocument otherPlace) {}

    /** From a port to its master, or from a device to the one below. */
    record Arrow(Device from, Device to) {}

    static Drawing of(TopologyDocument document) {
        Map<PeerDocument, Device> devices = new LinkedHashMap<>();
        Map<String, List<Device>> namespaces = new LinkedHashMap<>();
        for (NamespaceDocument namespace : document.namespaces()) {
            List<Device> inside = new ArrayList<>();
            for (DeviceDocument device : interfaces(namespace)) {
                Device drawn = new Device(
                        "d" + devices.size(),
                        device.name(),
                        device.kind() == null || OBVIOUS.contains(device.kind()) ? "" : device.kind(),
                        device.addresses() == null ? List.of() : device.addresses(),
                        Boolean.TRUE.equals(device.up()));
                devices.put(new PeerDocument(namespace.name(), device.name()), drawn);
                inside.add(drawn);
            }
            namespaces.put(namespace.name(), inside);
        }
        Drawing drawing = new Drawing(namespaces, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        drawing.join(document, devices);
        return drawing;
    }

    private static List<DeviceDocument> interfaces(NamespaceDocument namespace) {
        return namespace.interfaces() == null ? List.of() : namespace.interfaces();
    }

    private void join(TopologyDocument document, Map<PeerDocument, Device> devices) {
        List<PeerDocument> drawn = new ArrayList<>();
        for (NamespaceDocument namespace : document.namespaces()) {
            for (DeviceDocument device : interfaces(namespace)) {
                PeerDocument place = new PeerDocument(namespace.name(), device.name());
                Device near = devices.get(place);
                if (near == null) {
                    continue;
                }
                PeerDocument peer = device.peer();
                Device far = peer == null ? null : devices.get(peer);
                if (peer != null && far != null && !drawn.contains(place)) {
                    pairs.add(new Pair(near, place, far, peer));
                    drawn.add(place);
                    drawn.add(peer);
                }
                arrow(
                        masters,
                        near,
                        device.master() == null ? null : new PeerDocument(namespace.name(), device.master()),
                        devices);
                arrow(lower, near, device.link(), devices);
            }
        }
    }

    private static void arrow(
            List<Arrow> arrows, Device from, @Nullable PeerDocument place, Map<PeerDocument, Device> devices) {
        Device to = place == null ? null : devices.get(place);
        if (to != null) {
            arrows.add(new Arrow(from, to));
        }
    }

    /** Name, kind and addresses of a device, a line each. */
    static List<String> lines(Device device) {
        List<String> lines = new ArrayList<>();
        lines.add(device.name() + (device.up() ? "" : " (down)"));
        if (!device.kind().isEmpty()) {
            lines.add(device.kind());
        }
        device.addresses().forEach(address -> lines.add(address.split(" ", 2)[0]));
        return lines;
    }
}
