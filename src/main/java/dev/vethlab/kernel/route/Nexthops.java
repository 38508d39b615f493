package dev.vethlab.kernel.route;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The nexthop objects of a namespace by number (net/ipv4/nexthop.c). */
public final class Nexthops {

    private final TreeMap<Integer, Nexthop> byId = new TreeMap<>(Integer::compareUnsigned);

    Nexthops() {}

    public Optional<Nexthop> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All there are, by rising number. */
    public Collection<Nexthop> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** The least number that is free ({@code nh_find_unused_id}). */
    int unusedId() {
        int id = 1;
        while (byId.containsKey(id)) {
            id++;
        }
        return id;
    }

    void add(Nexthop nexthop) {
        byId.put(nexthop.id(), nexthop);
    }

    /** Takes a nexthop away and out of all groups; what vanishes with it comes behind it in the answer. */
    List<Nexthop> remove(Nexthop nexthop) {
        List<Nexthop> gone = new ArrayList<>();
        gone.add(nexthop);
        byId.remove(nexthop.id());
        for (Nexthop each : List.copyOf(byId.values())) {
            boolean member = each.group().stream().anyMatch(one -> one.nexthop() == nexthop);
            if (member && each.withdraw(nexthop)) {
                gone.addAll(remove(each));
            }
        }
        return gone;
    }

    /** Whether a group has it. */
    boolean isMember(Nexthop nexthop) {
        return byId.values().stream()
                .flatMap(each -> each.group().stream())
                .anyMatch(member -> member.nexthop() == nexthop);
    }

    /** Has every group that a changed nexthop is in share the traffic out anew. */
    void settleGroupsOf(Nexthop nexthop) {
        for (Nexthop each : byId.values()) {
            if (each.group().stream().anyMatch(member -> member.nexthop() == nexthop)) {
                each.settle();
            }
        }
    }

    /**
     * Whether a route of this scope may go by a nexthop ({@code fib_check_nexthop}).
     *
     * @throws KernelException EINVAL
     */
    static void checkScope(Nexthop nexthop, int scope) throws KernelException {
        if (nexthop.isFdb()) {
            throw new KernelException(Errno.EINVAL, "Route cannot point to a fdb nexthop");
        }
        if (nexthop.isGroup() && scope == RouteScope.HOST) {
            throw new KernelException(Errno.EINVAL, "Route with host scope can not have multiple nexthops");
        }
        Nexthop first = nexthop.isGroup() ? nexthop.group().get(0).nexthop() : nexthop;
        Optional<FibNh> hop = first.hop();
        if (hop.isEmpty() || first.isBlackhole()) {
            return;
        }
        if (scope == RouteScope.HOST && hop.get().hasGateway) {
            throw new KernelException(Errno.EINVAL, "Route with host scope can not have a gateway");
        }
        if ((hop.get().flags & NextHopFlags.ONLINK) != 0 && scope >= RouteScope.LINK) {
            throw new KernelException(Errno.EINVAL, "Scope mismatch with nexthop");
        }
    }
}
