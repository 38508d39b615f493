package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Prefix;

/** One of the routes to a prefix ({@code struct fib_alias}). */
public final class FibAlias {

    final Ipv4Prefix prefix;
    final int table;
    final int tos;
    final RouteType type;
    final FibInfo info;
    /** Which of several equal default routes was found to work last ({@code fa_default}). */
    int chosen = -1;

    FibAlias(Ipv4Prefix prefix, int table, int tos, RouteType type, FibInfo info) {
        this.prefix = prefix;
        this.table = table;
        this.tos = tos;
        this.type = type;
        this.info = info;
    }

    public Ipv4Prefix prefix() {
        return prefix;
    }

    /** The number of its table, unsigned. */
    public int table() {
        return table;
    }

    public int tos() {
        return tos;
    }

    public RouteType type() {
        return type;
    }

    public FibInfo info() {
        return info;
    }
}
