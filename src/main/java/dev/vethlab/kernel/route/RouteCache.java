package dev.vethlab.kernel.route;

import dev.vethlab.kernel.device.NetDevice;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of the last few lookups, good as long as no route, rule, address, device or setting has changed. Linux has
 * none since 3.6, but there a lookup costs less in relation; what depends on neighbours, chance or time is not kept.
 */
final class RouteCache {

    private static final int SLOTS = 16;

    private record Sent(Flow flow, Route route, long generation) {}

    private record Received(
            int destination, int source, int tos, int mark, NetDevice device, InputResult result, long generation) {}

    private final @Nullable Sent[] sent = new Sent[SLOTS];
    private final @Nullable Received[] received = new Received[SLOTS];

    @Nullable
    Route find(Flow flow, long generation) {
        Sent entry = sent[slot(flow.destination().bits(), flow.source().bits())];
        return entry != null && entry.generation == generation && isSame(entry.flow, flow) ? entry.route : null;
    }

    private static boolean isSame(Flow one, Flow other) {
        return one.destination().bits() == other.destination().bits()
                && one.source().bits() == other.source().bits()
                && one.oif() == other.oif()
                && one.iif() == other.iif()
                && one.mark() == other.mark()
                && one.tos() == other.tos()
                && one.protocol() == other.protocol()
                && one.sourcePort() == other.sourcePort()
                && one.destinationPort() == other.destinationPort()
                && one.anySource() == other.anySource()
                && one.scope() == other.scope();
    }

    void keep(Flow flow, Route route, long generation) {
        sent[slot(flow.destination().bits(), flow.source().bits())] = new Sent(flow, route, generation);
    }

    @Nullable
    InputResult find(int destination, int source, int tos, int mark, NetDevice device, long generation) {
        Received entry = received[slot(destination, source)];
        return entry != null
                        && entry.generation == generation
                        && entry.destination == destination
                        && entry.source == source
                        && entry.tos == tos
                        && entry.mark == mark
                        && entry.device == device
                ? entry.result
                : null;
    }

    void keep(FibQuery query, NetDevice device, InputResult result, long generation) {
        received[slot(query.destination, query.source)] =
                new Received(query.destination, query.source, query.tos, query.mark, device, result, generation);
    }

    /** Whether the outcome of a lookup would be the same next time. */
    static boolean isStable(FibResult result) {
        if (result.info == null || result.hop == null) {
            return true;
        }
        boolean oneOfSeveral = result.info.pathCount() > 1
                || result.found != null
                        && result.found.defaultRoutes > 1
                        && result.prefix().length() == 0;
        return !oneOfSeveral && result.hop.exceptions == null;
    }

    private static int slot(int destination, int source) {
        int hash = (destination * 31 + source) * 0x9e3779b1;
        return hash >>> 28;
    }
}
