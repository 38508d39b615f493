package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The exceptions of a next hop by destination; the oldest makes room for the newest ({@code update_or_create_fnhe}). */
final class NextHopExceptions {

    private static final int MOST = 2048 * 5;

    private final Map<Integer, NextHopException> byDestination = new LinkedHashMap<>();

    /** The destinations that a route was made for since something was learnt of them ({@code fnhe_rth_output}). */
    private final Set<Integer> used = new HashSet<>();

    /** What holds for a destination, null for nothing; what has expired is forgotten ({@code find_exception}). */
    @Nullable
    NextHopException find(int destination, long nowNs) {
        NextHopException exception = byDestination.get(destination);
        if (exception != null && exception.expiresNs() != 0 && nowNs > exception.expiresNs()) {
            byDestination.remove(destination);
            used.remove(destination);
            return null;
        }
        if (exception != null) {
            used.add(destination);
        }
        return exception;
    }

    /** The destinations of the routes that go by what was learnt ({@code fnhe_dump_bucket}). */
    List<Integer> destinations() {
        return byDestination.keySet().stream().filter(used::contains).toList();
    }

    void learn(int destination, Ipv4Address gateway, int pathMtu, boolean locked, long expiresNs) {
        NextHopException old = byDestination.remove(destination);
        NextHopException base = old == null ? new NextHopException(Ipv4Address.ANY, 0, false, 0) : old;
        Ipv4Address newGateway = gateway.isAny() ? base.gateway() : gateway;
        if (pathMtu != 0) {
            base = new NextHopException(newGateway, pathMtu, locked, Math.max(1, expiresNs));
        } else {
            long expires = old == null ? Math.max(1, expiresNs) : base.expiresNs();
            base = new NextHopException(newGateway, base.pathMtu(), base.mtuLocked(), expires);
        }
        byDestination.put(destination, base);
        if (byDestination.size() > MOST) {
            Iterator<Integer> oldest = byDestination.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The MTU of the device has changed ({@code fib_nhc_update_mtu}). */
    void deviceMtuChanged(int newMtu, int oldMtu) {
        byDestination.replaceAll((destination, old) -> {
            boolean unlock = old.mtuLocked() && newMtu <= old.pathMtu();
            boolean follow = !old.mtuLocked() && (newMtu < old.pathMtu() || oldMtu == old.pathMtu());
            return unlock || follow ? new NextHopException(old.gateway(), newMtu, false, old.expiresNs()) : old;
        });
    }
}
