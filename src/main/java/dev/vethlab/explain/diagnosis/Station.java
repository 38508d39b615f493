package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.addr.MacAddress;
import java.util.List;
import java.util.Optional;

/**
 * An interface of the lab.
 *
 * @param namespace the name that commands use for its namespace
 * @param master the name of its master, where it has one
 * @param vlan the VLAN that it is of, and the interface below it; empty where it is no VLAN device
 * @param opposite the interface that it is tied to by a cable, where there is one
 * @param segment a number that all interfaces share between which frames can pass by cables, bridges and the like
 */
record Station(
        String namespace,
        String device,
        String kind,
        boolean up,
        boolean carrier,
        boolean arp,
        MacAddress mac,
        int mtu,
        List<Held> addresses,
        Optional<String> master,
        Optional<Vlan> vlan,
        Optional<Opposite> opposite,
        int segment) {

    /** The other end of a cable: the label of its namespace, and its name. */
    record Opposite(String label, String device) {}

    /** What a VLAN device is of. */
    record Vlan(int id, String lower) {}

    /** An address that an interface has. */
    record Held(Ipv4Address address, int length) {

        Ipv4Prefix prefix() {
            return new Ipv4Prefix(address, length);
        }

        @Override
        public String toString() {
            return address + "/" + length;
        }
    }

    boolean isLoopback() {
        return kind.equals("loopback");
    }

    boolean holds(Ipv4Address address) {
        return addresses.stream().anyMatch(held -> held.address().equals(address));
    }

    boolean isAt(String place, String name) {
        return namespace.equals(place) && device.equals(name);
    }
}
