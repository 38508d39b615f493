package dev.vethlab.lab.export;

import dev.vethlab.lab.topology.DeviceDocument;
import dev.vethlab.lab.topology.NamespaceDocument;
import dev.vethlab.lab.topology.PeerDocument;
import dev.vethlab.lab.topology.TopologyDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What there is to draw of a lab: its namespaces, their devices, and the pairs between them. */
record Drawing(Map<String, List<Device>> namespaces, List<Pair> pairs) {

    /** A device with a key that any drawing language takes as an identifier. */
    record Device(String key, String name, List<String> addresses, boolean up) {}

    /** A veth pair by the keys of its ends, with the places of both. */
    record Pair(Device one, PeerDocument onePlace, Device other, PeerDocument otherPlace) {}

    static Drawing of(TopologyDocument document) {
        Map<PeerDocument, Device> devices = new LinkedHashMap<>();
        Map<String, List<Device>> namespaces = new LinkedHashMap<>();
        for (NamespaceDocument namespace : document.namespaces()) {
            List<Device> inside = new ArrayList<>();
            List<DeviceDocument> all = namespace.interfaces() == null ? List.of() : namespace.interfaces();
            for (DeviceDocument device : all) {
                Device drawn = new Device(
                        "d" + devices.size(),
                        device.name(),
                        device.addresses() == null ? List.of() : device.addresses(),
                        Boolean.TRUE.equals(device.up()));
                devices.put(new PeerDocument(namespace.name(), device.name()), drawn);
                inside.add(drawn);
            }
            namespaces.put(namespace.name(), inside);
        }
        return new Drawing(namespaces, pairs(document, devices));
    }

    private static List<Pair> pairs(TopologyDocument document, Map<PeerDocument, Device> devices) {
        List<Pair> pairs = new ArrayList<>();
        List<PeerDocument> drawn = new ArrayList<>();
        for (NamespaceDocument namespace : document.namespaces()) {
            List<DeviceDocument> all = namespace.interfaces() == null ? List.of() : namespace.interfaces();
            for (DeviceDocument device : all) {
                PeerDocument place = new PeerDocument(namespace.name(), device.name());
                PeerDocument peer = device.peer();
                Device near = devices.get(place);
                Device far = peer == null ? null : devices.get(peer);
                if (peer != null && near != null && far != null && !drawn.contains(place)) {
                    pairs.add(new Pair(near, place, far, peer));
                    drawn.add(place);
                    drawn.add(peer);
                }
            }
        }
        return pairs;
    }

    /** Name and addresses of a device, a line each. */
    static List<String> lines(Device device) {
        List<String> lines = new ArrayList<>();
        lines.add(device.name() + (device.up() ? "" : " (down)"));
        device.addresses().forEach(address -> lines.add(address.split(" ", 2)[0]));
        return lines;
    }
}
