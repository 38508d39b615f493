package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.wire.IcmpMessage;
import java.util.Optional;

/**
 * What an ICMP error means to a socket ({@code icmp_err_convert} and the switches of {@code raw_err}, {@code ping_err} and
 * {@code __udp4_lib_err}, which agree).
 *
 * @param fatal whether it is reported to a connected socket that did not ask for errors
 */
record IcmpErrno(Errno errno, boolean fatal) {

    private static final IcmpErrno HOST_UNREACHABLE = new IcmpErrno(Errno.EHOSTUNREACH, false);
    private static final IcmpErrno NET_UNREACHABLE = new IcmpErrno(Errno.ENETUNREACH, false);

    /** Empty for a message that is no error to a socket: source quench, redirect. */
    static Optional<IcmpErrno> of(IcmpMessage error, PathMtuDiscovery discovery) {
        return switch (error.type()) {
            case IcmpMessage.SOURCE_QUENCH, IcmpMessage.REDIRECT -> Optional.empty();
            case IcmpMessage.PARAMETER_PROBLEM -> Optional.of(new IcmpErrno(Errno.EPROTO, true));
            case IcmpMessage.DESTINATION_UNREACHABLE -> Optional.of(ofUnreachable(error.code(), discovery));
            default -> Optional.of(HOST_UNREACHABLE);
        };
    }

    private static IcmpErrno ofUnreachable(int code, PathMtuDiscovery discovery) {
        return switch (code) {
            case 0, 6, 9, 11 -> code == 6 || code == 9 ? new IcmpErrno(Errno.ENETUNREACH, true) : NET_UNREACHABLE;
            case IcmpMessage.PROTOCOL_UNREACHABLE -> new IcmpErrno(Errno.ENOPROTOOPT, true);
            case IcmpMessage.PORT_UNREACHABLE -> new IcmpErrno(Errno.ECONNREFUSED, true);
            case IcmpMessage.FRAGMENTATION_NEEDED -> new IcmpErrno(Errno.EMSGSIZE, discovery != PathMtuDiscovery.DONT);
            case IcmpMessage.SOURCE_ROUTE_FAILED -> new IcmpErrno(Errno.EOPNOTSUPP, false);
            case 7 -> new IcmpErrno(Errno.EHOSTDOWN, true);
            case 8 -> new IcmpErrno(Errno.ENONET, true);
            case 10, 13, 14, 15 -> new IcmpErrno(Errno.EHOSTUNREACH, true);
            default -> HOST_UNREACHABLE;
        };
    }
}
