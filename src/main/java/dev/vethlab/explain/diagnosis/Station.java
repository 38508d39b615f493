package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.addr.MacAddress;
import java.util.List;

/**
 * An interface of the lab.
 *
 * @param namespace the name that commands use for its namespace
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
        int segment) {

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
