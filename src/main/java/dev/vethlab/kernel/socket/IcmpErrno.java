package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.wire.IcmpMessage;
import java.util.Optional;

/**
 * What an ICMP error means to a socket ({@code icmp_err_convert} and the switches of {@code __udp4_lib_err}, {@code ping_err} and
 * {@code raw_err}, which agree but for what is said here).
 *
 * @param fatal whether it is reported to a connected socket that did not ask for errors
 */
record IcmpErrno(Errno errno, boolean fatal) {

    private static final IcmpErrno HOST_UNREACHABLE = new IcmpErrno(Errno.EHOSTUNREACH, false);
    private static final IcmpErrno NET_UNREACHABLE = new IcmpErrno(Errno.ENETUNREACH, false);

    /** Ping wants to see these too, though they are no errors. */
    private static final IcmpErrno NOTICE = new IcmpErrno(Errno.EREMOTEIO, false);

    /** What it means to a UDP socket. To one that does not look for path MTUs a packet that was too long is no news. */
    static Optional<IcmpErrno> ofUdp(IcmpMessage error, PathMtuDiscovery discovery) {
        return isTooLong(error) && discovery == PathMtuDiscovery.DONT ? Optional.empty() : of(error, discovery);
    }

    /** What it means to a ping socket, which hears of everything that one of UDP does, and of redirects and source quenches. */
    static Optional<IcmpErrno> ofPing(IcmpMessage error, PathMtuDiscovery discovery) {
        boolean notice = error.type() == IcmpMessage.SOURCE_QUENCH || error.type() == IcmpMessage.REDIRECT;
        return notice ? Optional.of(NOTICE) : ofUdp(error, discovery);
    }

    private static boolean isTooLong(IcmpMessage error) {
        return error.type() == IcmpMessage.DESTINATION_UNREACHABLE && error.code() == IcmpMessage.FRAGMENTATION_NEEDED;
    }

    /** What it means to any other socket; empty for a message that is no error: source quench, redirect. */
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
