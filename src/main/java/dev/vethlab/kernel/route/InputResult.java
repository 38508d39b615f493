package dev.vethlab.kernel.route;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.SysctlSeen;
import java.util.List;

/** What routing a received packet came to ({@code ip_route_input}): a route, or no way. */
public sealed interface InputResult {

    /** Go on with this route. */
    record Routed(Route route) implements InputResult {}

    /**
     * No way: where {@code tellSender} holds, {@code error} decides which ICMP error the sender gets ({@code ip_error}):
     * EHOSTUNREACH, ENETUNREACH or EACCES.
     *
     * @param error what {@code ip route get ... iif} answers
     * @param tellSender false for martians, blackholes, and where packets are not forwarded at all
     * @param function the kernel function that decided
     * @param detail plain English: what is really the matter
     */
    record Refused(
            Errno error,
            boolean tellSender,
            DropReason reason,
            String function,
            String detail,
            List<SysctlSeen> sysctls)
            implements InputResult {}
}
