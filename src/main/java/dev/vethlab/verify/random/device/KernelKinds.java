package dev.vethlab.verify.random.device;

import java.util.Set;

/**
 * Which kinds of devices a kernel has beyond those that every kernel has that vethlab is compared with.
 *
 * @param present the words behind {@code type}; {@code vlan_filtering} for bridges that filter VLANs
 */
public record KernelKinds(Set<String> present) {

    public KernelKinds {
        present = Set.copyOf(present);
    }

    boolean has(String kind) {
        return present.contains(kind);
    }
}
