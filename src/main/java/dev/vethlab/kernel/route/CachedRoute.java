package dev.vethlab.kernel.route;

/** The route that the last packet by a next hop got, as long as nothing has changed ({@code nhc_rth_input}). */
record CachedRoute(Route route, long generation) {}
