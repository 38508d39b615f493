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
     * @param explanation what is really the matter; to be asked for before anything else happens, if at all
     */
    record Refused(Errno error, boolean tellSender, DropReason reason, String function, Explanation explanation)
            implements InputResult {

        /** Why there is no way. Every station on a link hears what is asked there, and nobody wants to know why it does not answer. */
        interface Explanation {

            /** Plain English. */
            String detail();

            /** The settings that decided. */
            List<SysctlSeen> sysctls();
        }

        private record Told(String detail, List<SysctlSeen> sysctls) implements Explanation {}

        Refused(
                Errno error,
                boolean tellSender,
                DropReason reason,
                String function,
                String detail,
                List<SysctlSeen> sysctls) {
            this(error, tellSender, reason, function, new Told(detail, sysctls));
        }

        /** Plain English: what is really the matter. */
        public String detail() {
            return explanation.detail();
        }

        /** The settings that decided. */
        public List<SysctlSeen> sysctls() {
            return explanation.sysctls();
        }
    }
}
