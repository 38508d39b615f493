package dev.vethlab.kernel.address;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which devices of a namespace have an address, the newest first ({@code inet_addr_lst}). */
final class AddressOwners {

    /** One device may have an address several times, with different lengths of prefix. */
    private record Owner(NetDevice device, int prefixLength) {}

    private final Map<Ipv4Address, Deque<Owner>> owners = new HashMap<>();

    /** {@code inet_hash_insert}. */
    void add(Ifaddr address) {
        owners.computeIfAbsent(address.local(), local -> new ArrayDeque<>(1))
                .addFirst(new Owner(address.device(), address.prefixLength()));
    }

    /** {@code inet_hash_remove}. */
    void remove(Ifaddr address) {
        owners.computeIfPresent(address.local(), (local, having) -> {
            having.remove(new Owner(address.device(), address.prefixLength()));
            return having.isEmpty() ? null : having;
        });
    }

    /** The device that got this very address last, null for none. */
    @Nullable
    NetDevice newest(Ipv4Address local) {
        Deque<Owner> having = owners.get(local);
        return having == null ? null : having.getFirst().device();
    }
}
