package dev.vethlab.lab.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The devices of a document by their places, and the order in which they can be made. */
final class DocumentDevices {

    /** Where a device is. */
    record Place(String namespace, String device) {

        static Place of(PeerDocument named) {
            return new Place(named.namespace(), named.name());
        }
    }

    private final Map<Place, DeviceDocument> devices = new LinkedHashMap<>();
    private final Map<Place, String> pointers = new LinkedHashMap<>();

    /**
     * The devices of a document.
     *
     * @throws InvalidTopologyException when two are in one place
     */
    DocumentDevices(TopologyDocument document) throws InvalidTopologyException {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < document.namespaces().size(); i++) {
            NamespaceDocument namespace = document.namespaces().get(i);
            String pointer = "/namespaces/" + i;
            if (!names.add(namespace.name())) {
                throw new InvalidTopologyException(
                        pointer + "/name", "the namespace \"" + namespace.name() + "\" is there twice");
            }
            List<DeviceDocument> all = namespace.interfaces() == null ? List.of() : namespace.interfaces();
            for (int j = 0; j < all.size(); j++) {
                add(namespace.name(), all.get(j), pointer + "/interfaces/" + j);
            }
        }
    }

    private void add(String namespace, DeviceDocument device, String pointer) throws InvalidTopologyException {
        Place place = new Place(namespace, device.name());
        if (devices.put(place, device) != null) {
            throw new InvalidTopologyException(
                    pointer + "/name", "the interface \"" + device.name() + "\" is twice in \"" + namespace + "\"");
        }
        pointers.put(place, pointer);
    }

    Collection<Place> places() {
        return devices.keySet();
    }

    /** The device of a place that is one of these. */
    DeviceDocument at(Place place) {
        DeviceDocument device = devices.get(place);
        if (device == null) {
            throw new IllegalArgumentException("no device at " + place);
        }
        return device;
    }

    String pointer(Place place) {
        return pointers.getOrDefault(place, "/namespaces");
    }

    /** Every device behind the one below it, otherwise in the order given. */
    List<Place> lowerFirst(Collection<Place> places) throws InvalidTopologyException {
        Set<Place> ordered = new LinkedHashSet<>();
        for (Place place : places) {
            order(place, ordered, new HashSet<>());
        }
        return new ArrayList<>(ordered);
    }

    private void order(Place place, Set<Place> ordered, Set<Place> above) throws InvalidTopologyException {
        if (ordered.contains(place)) {
            return;
        }
        if (!above.add(place)) {
            throw new InvalidTopologyException(pointer(place) + "/link", "the interface is above itself");
        }
        PeerDocument link = at(place).link();
        if (link != null) {
            Place below = Place.of(link);
            if (!devices.containsKey(below)) {
                throw new InvalidTopologyException(
                        pointer(place) + "/link", "there is no such interface in the document");
            }
            order(below, ordered, above);
        }
        ordered.add(place);
    }

    /**
     * The other end of a veth pair.
     *
     * @throws InvalidTopologyException where it is not clear which one that is
     */
    Place peerOf(Place place) throws InvalidTopologyException {
        PeerDocument named = at(place).peer();
        if (named != null) {
            Place peer = Place.of(named);
            DeviceDocument other = devices.get(peer);
            if (other == null
                    || !other.effectiveKind().equals(DeviceDocument.VETH)
                    || other.peer() != null && !place.equals(Place.of(other.peer()))) {
                throw new InvalidTopologyException(pointer(place) + "/peer", "the two ends do not name each other");
            }
            return peer;
        }
        for (Map.Entry<Place, DeviceDocument> candidate : devices.entrySet()) {
            PeerDocument back = candidate.getValue().peer();
            if (back != null && place.equals(Place.of(back))) {
                return candidate.getKey();
            }
        }
        throw new InvalidTopologyException(
                pointer(place), "an end of a veth pair needs a peer: {\"namespace\":…, \"name\":…}");
    }
}
