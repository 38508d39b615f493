package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.Optional;

/**
 * What requests about IPv6 come to on devices that have it switched off ({@code disable_ipv6}): each is refused as the kernel does. On
 * a device that has it on nobody knows what would happen.
 */
public final class Ipv6Requests {

    private final NetNamespace net;
    private final InetDevices inet;

    /** Requests made in a namespace. */
    public Ipv6Requests(NetNamespace net, InetDevices inet) {
        this.net = net;
        this.inet = inet;
    }

    /** Refuses an address that is to be added to a device ({@code inet6_addr_add}). */
    public Optional<KernelException> addAddress(int index) {
        return refusal(index, Errno.EACCES, "ipv6: IPv6 is disabled on this device");
    }

    /** Refuses an address that is to be deleted ({@code inet6_addr_del}). */
    public Optional<KernelException> deleteAddress(int index) {
        return refusal(index, Errno.EADDRNOTAVAIL, "ipv6: address not found");
    }

    /** Refuses a neighbour that is to be added ({@code ndisc_allow_add}). */
    public Optional<KernelException> addNeighbour(int index) {
        return refusal(index, Errno.EINVAL, "IPv6 is disabled on this device");
    }

    /** Refuses a neighbour that is to be deleted ({@code neigh_delete}). */
    public Optional<KernelException> deleteNeighbour(int index) {
        return isOff(index) ? Optional.of(new KernelException(Errno.ENOENT)) : Optional.empty();
    }

    /** Refuses to tell of a neighbour ({@code neigh_get}). */
    public Optional<KernelException> getNeighbour(int index) {
        return refusal(index, Errno.ENOENT, "Neighbour entry not found");
    }

    private Optional<KernelException> refusal(int index, Errno errno, String words) {
        return isOff(index) ? Optional.of(new KernelException(errno, words)) : Optional.empty();
    }

    private boolean isOff(int index) {
        Optional<NetDevice> device = net.devices().byIndex(index);
        return device.isPresent() && inet.isIpv6Off(device.get());
    }
}
