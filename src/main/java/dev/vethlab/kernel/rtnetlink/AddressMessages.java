package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipv4.AddressGroups;
import dev.vethlab.kernel.ipvlan.IpvlanDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What programs ask for about the IPv4 addresses of a namespace (net/ipv4/devinet.c). */
public final class AddressMessages {

    private static final int LONGEST_LABEL = 15;

    private final NetNamespace net;
    private final InetDevices inet;

    public AddressMessages(NetNamespace net, InetDevices inet) {
        this.net = net;
        this.inet = inet;
    }

    /**
     * Adds an address, or changes the one that is there ({@code inet_rtm_newaddr}).
     *
     * @throws KernelException EINVAL, ERANGE, ENODEV, ENOBUFS, EEXIST
     */
    public void newAddress(AddressRequest request) throws KernelException {
        validate(request);
        InDevice device = device(request.index());
        Ifaddr address = address(request, device.device());
        Optional<Ifaddr> existing = inet.find(device, address);
        if (existing.isEmpty()) {
            if (device.device() instanceof IpvlanDevice ipvlan) {
                ipvlan.checkAddress(address.local());
            }
            if ((address.flags() & Ifaddr.MCAUTOJOIN) != 0) {
                net.subsystem(AddressGroups.class).join(device.device(), address.address());
            }
            inet.insert(device, address);
            return;
        }
        if (!request.replace()) {
            inet.touch(device);
            throw new KernelException(Errno.EEXIST, "ipv4: Address already assigned");
        }
        inet.renew(device, existing.get(), address);
    }

    /** {@code inet_validate_rtm}, and the policy of the attributes. */
    private static void validate(AddressRequest request) throws KernelException {
        validateLabel(request);
        if (request.prefixLength() > 32) {
            throw new KernelException(Errno.EINVAL, "ipv4: Invalid prefix length");
        }
        if (request.local().isEmpty()) {
            throw new KernelException(Errno.EINVAL, "ipv4: Local address is not supplied");
        }
        if (request.lifetime().filter(AddressRequest.Lifetime::isInvalid).isPresent()) {
            throw new KernelException(Errno.EINVAL, "ipv4: address lifetime invalid");
        }
    }

    private static void validateLabel(AddressRequest request) throws KernelException {
        if (request.label().filter(label -> label.length() > LONGEST_LABEL).isPresent()) {
            throw new KernelException(Errno.ERANGE, "Attribute failed policy validation");
        }
    }

    private InDevice device(int index) throws KernelException {
        Optional<NetDevice> device = net.devices().byIndex(index);
        if (device.isEmpty()) {
            throw new KernelException(Errno.ENODEV, "ipv4: Device not found");
        }
        InDevice inDevice = inet.of(device.get());
        if (inDevice == null) {
            throw new KernelException(Errno.ENOBUFS);
        }
        return inDevice;
    }

    /** {@code inet_rtm_to_ifa} and {@code set_ifa_lifetime}. */
    private Ifaddr address(AddressRequest request, NetDevice device) {
        AddressRequest.Lifetime lifetime = request.lifetime().orElse(AddressRequest.Lifetime.FOREVER);
        int flags = request.flags() & ~(Ifaddr.PERMANENT | Ifaddr.DEPRECATED);
        if (lifetime.valid().isEmpty()) {
            flags |= Ifaddr.PERMANENT;
        }
        if (lifetime.preferred().isPresent() && lifetime.preferred().getAsLong() == 0) {
            flags |= Ifaddr.DEPRECATED;
        }
        Ipv4Address local = request.local().orElseThrow();
        return new Ifaddr(
                device,
                local,
                request.address().orElse(local),
                request.prefixLength(),
                request.broadcast().filter(broadcast -> !broadcast.isAny()),
                request.scope(),
                flags,
                request.label().orElse(device.name()),
                (int) request.metric(),
                request.protocol(),
                until(lifetime.valid()),
                lifetime.valid().isEmpty() ? Long.MAX_VALUE : until(lifetime.preferred()));
    }

    private long until(OptionalLong seconds) {
        return seconds.isEmpty() ? Long.MAX_VALUE : net.machine().nowNs() + seconds.getAsLong() * 1_000_000_000L;
    }

    /**
     * Deletes the first address that fits ({@code inet_rtm_deladdr}).
     *
     * @throws KernelException ENODEV, EADDRNOTAVAIL
     */
    public void deleteAddress(AddressRequest request) throws KernelException {
        validateLabel(request);
        InDevice device = net.devices().byIndex(request.index()).map(inet::of).orElse(null);
        if (device == null) {
            throw new KernelException(Errno.ENODEV, "ipv4: Device not found");
        }
        for (Ifaddr address : device.addresses()) {
            if (fits(request, address)) {
                if (address.address().isMulticast()) {
                    net.subsystem(AddressGroups.class).leave(device.device(), address.address());
                }
                inet.delete(device, address);
                return;
            }
        }
        throw new KernelException(Errno.EADDRNOTAVAIL, "ipv4: Address not found");
    }

    private static boolean fits(AddressRequest request, Ifaddr address) {
        if (request.local().filter(local -> !local.equals(address.local())).isPresent()
                || request.label()
                        .filter(label -> !label.equals(address.label()))
                        .isPresent()) {
            return false;
        }
        return request.address().isEmpty()
                || request.prefixLength() == address.prefixLength()
                        && address.matches(request.address().get());
    }

    /** All addresses, device by device; of one device alone where {@code index} is not 0 ({@code inet_dump_ifaddr}). */
    public List<Ifaddr> dump(int index) {
        List<Ifaddr> addresses = new ArrayList<>();
        for (InDevice device : inet.all()) {
            if (index == 0 || device.device().index() == index) {
                addresses.addAll(device.addresses());
            }
        }
        return addresses;
    }
}
