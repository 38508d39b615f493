package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceName;
import dev.vethlab.kernel.device.Ipv6AddressMode;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Offload;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;
import java.util.Optional;

/** What is checked of a request before anything is done ({@code ifla_policy}, {@code validate_linkmsg}, {@code veth_validate}). */
final class LinkPolicy {

    private static final int ADDRESS_LENGTH = 6;
    private static final int LONGEST_ALIAS = 255;
    private static final int LEAST_MTU = 68;
    private static final int LARGEST_MTU = 65535;
    private static final int LONGEST_TCP_HEADER = 192;
    private static final int MOST_GRO_SIZE = 8 * 65535;

    private LinkPolicy() {}

    /** {@code nlmsg_parse} with {@code ifla_policy}. */
    static void checkAttributes(LinkRequest request) throws KernelException {
        boolean nameTooLong =
                request.name.map(name -> name.length() >= DeviceName.SIZE).orElse(false);
        boolean aliasTooLong =
                request.alias.map(alias -> alias.length() > LONGEST_ALIAS).orElse(false);
        if (nameTooLong || aliasTooLong) {
            throw new KernelException(Errno.ERANGE, "Attribute failed policy validation");
        }
        if (request.gsoMaxSize.isPresent() && !isAbove(request.gsoMaxSize.getAsInt(), LONGEST_TCP_HEADER)) {
            throw new KernelException(Errno.ERANGE, "integer out of range");
        }
    }

    /** {@code validate_linkmsg}. */
    static void checkForDevice(NetDevice device, LinkRequest request) throws KernelException {
        if (isShort(request.address) || isShort(request.broadcast)) {
            throw new KernelException(Errno.EINVAL);
        }
        if (isAbove(request.gsoMaxSize.orElse(0), Offload.MOST_TSO_SIZE)) {
            throw new KernelException(Errno.EINVAL, "too big gso_max_size");
        }
        if (isAbove(request.gsoMaxSegments.orElse(0), Offload.MOST_GSO_SEGMENTS)) {
            throw new KernelException(Errno.EINVAL, "too big gso_max_segs");
        }
        if (isAbove(request.groMaxSize.orElse(0), MOST_GRO_SIZE)) {
            throw new KernelException(Errno.EINVAL, "too big gro_max_size");
        }
        if (request.ipv6AddressMode.isPresent()) {
            checkIpv6(device, request.ipv6AddressMode.get());
        }
    }

    /** {@code inet6_validate_link_af}; no secret is ever set. */
    private static void checkIpv6(NetDevice device, Ipv6AddressMode mode) throws KernelException {
        if (!device.isRegistered() || !device.hasIpv6()) {
            throw new KernelException(Errno.EAFNOSUPPORT);
        }
        if (mode == Ipv6AddressMode.STABLE_SECRET) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    /** The address of a new device must be one of a station ({@code dummy_validate} and many others). */
    static void checkAddress(LinkRequest request) throws KernelException {
        if (request.address.isPresent()) {
            if (request.address.get().size() != ADDRESS_LENGTH) {
                throw new KernelException(Errno.EINVAL);
            }
            if (!mac(request.address.get()).isValidUnicast()) {
                throw new KernelException(Errno.EADDRNOTAVAIL);
            }
        }
    }

    /** {@code veth_validate}. */
    static void checkVeth(LinkRequest request) throws KernelException {
        checkAddress(request);
        int mtu = request.mtu.orElse(LEAST_MTU);
        if (mtu < LEAST_MTU || mtu > LARGEST_MTU) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    /** The namespace that a request names, or another one ({@code rtnl_link_get_net}). */
    static NetNamespace namespace(LinkRequest request, NetNamespace otherwise) throws KernelException {
        if (request.namespaceError.isPresent()) {
            throw new KernelException(request.namespaceError.get());
        }
        return request.namespace.orElse(otherwise);
    }

    /** The first six octets as an address. */
    static MacAddress mac(List<Integer> octets) {
        long bits = 0;
        for (int octet : octets.subList(0, ADDRESS_LENGTH)) {
            bits = bits << 8 | octet;
        }
        return new MacAddress(bits);
    }

    private static boolean isShort(Optional<List<Integer>> octets) {
        return octets.map(present -> present.size() < ADDRESS_LENGTH).orElse(false);
    }

    private static boolean isAbove(int unsigned, int limit) {
        return Integer.compareUnsigned(unsigned, limit) > 0;
    }
}
