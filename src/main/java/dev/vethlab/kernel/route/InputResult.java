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
     * No way: {@code error} decides which ICMP error the sender gets, if any ({@code ip_error}): EHOSTUNREACH, ENETUNREACH
     * and EACCES are told, EINVAL (a martian or blackhole) is not.
     *
     * @param function the kernel function that decided
     * @param detail plain English: what is really the matter
     */
    record Refused(Errno error, DropReason reason, String function, String detail, List<SysctlSeen> sysctls)
            implements InputResult {}
}
