package dev.vethlab.kernel.neighbour;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import org.jspecify.annotations.Nullable;

/**
 * An address that the host answers for on behalf of another one ({@code struct pneigh_entry}).
 *
 * @param device where it answers; null for every device
 * @param flags {@code NTF_*}, {@link Neighbour#NTF_PROXY} among them
 * @param protocol who made it; 0 where nobody said
 * @param permanent whether it stays when the device loses its carrier
 */
public record ProxyNeighbour(Ipv4Address key, @Nullable NetDevice device, int flags, int protocol, boolean permanent) {

    boolean answers(Ipv4Address address, @Nullable NetDevice on) {
        return key.equals(address) && (device == on || device == null);
    }
}
