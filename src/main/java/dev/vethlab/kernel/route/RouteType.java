package dev.vethlab.kernel.route;

import dev.vethlab.kernel.errno.Errno;
import java.util.Optional;

/** What a route does with a packet ({@code RTN_*}), in the kernel's order, with the properties of {@code fib_props}. */
public enum RouteType {
    UNSPEC(RouteScope.NOWHERE),
    UNICAST(RouteScope.UNIVERSE),
    LOCAL(RouteScope.HOST),
    BROADCAST(RouteScope.LINK),
    ANYCAST(RouteScope.LINK),
    MULTICAST(RouteScope.UNIVERSE),
    BLACKHOLE(RouteScope.UNIVERSE, Errno.EINVAL),
    UNREACHABLE(RouteScope.UNIVERSE, Errno.EHOSTUNREACH),
    PROHIBIT(RouteScope.UNIVERSE, Errno.EACCES),
    THROW(RouteScope.UNIVERSE, Errno.EAGAIN),
    NAT(RouteScope.NOWHERE, Errno.EINVAL),
    XRESOLVE(RouteScope.NOWHERE, Errno.EINVAL);

    private final int widestScope;
    private final Optional<Errno> error;

    RouteType(int widestScope) {
        this.widestScope = widestScope;
        this.error = Optional.empty();
    }

    RouteType(int widestScope, Errno error) {
        this.widestScope = widestScope;
        this.error = Optional.of(error);
    }

    /** The least scope, as a number, that a route of this type may have. */
    int widestScope() {
        return widestScope;
    }

    /** The error that a lookup ends with when it meets a route of this type. */
    public Optional<Errno> error() {
        return error;
    }

    /** Whether a lookup that meets a route of this type ends with an error. */
    public boolean isError() {
        return error.isPresent();
    }
}
