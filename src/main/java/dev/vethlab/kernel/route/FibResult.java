package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a lookup came to ({@code struct fib_result}); filled anew by each lookup it is used for. */
final class FibResult {

    RouteType type = RouteType.UNSPEC;
    int scope;
    int hopIndex;
    Errno error = Errno.ENETUNREACH;

    @Nullable
    FibNh hop;

    @Nullable
    FibInfo info;

    @Nullable
    FibAlias alias;

    @Nullable
    FibTable found;

    @Nullable
    FibRule rule;

    /** Forgets the route; the type stays. */
    void clear() {
        hop = null;
        info = null;
        alias = null;
        found = null;
    }

    FibInfo info() {
        return Objects.requireNonNull(info);
    }

    FibNh hop() {
        return Objects.requireNonNull(hop);
    }

    FibAlias alias() {
        return Objects.requireNonNull(alias);
    }

    NetDevice device() {
        return Objects.requireNonNull(hop().device);
    }

    Ipv4Prefix prefix() {
        return alias().prefix;
    }

    /** Goes on with another next hop of the same prefix ({@code fib_result_assign}). */
    void assign(FibInfo other) {
        info = other;
        hop = other.path(0);
        hopIndex = 0;
    }
}
