package dev.vethlab.kernel.route;

import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NeighbourTable;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of several next hops or equal default routes is taken ({@code fib_select_path}). */
final class PathSelection {

    private static final int BEST = 3;

    private final NetSysctls settings;
    private final NeighbourTable neighbours;
    private final MultipathHash hash;

    PathSelection(NetSysctls settings, NeighbourTable neighbours, MultipathHash hash) {
        this.settings = settings;
        this.neighbours = neighbours;
        this.hash = hash;
    }

    /** Chooses for a packet made here, unless the flow says by which device. */
    void select(FibResult result, FibQuery query) {
        if (query.oif != 0) {
            return;
        }
        if (result.info().pathCount() > 1) {
            selectMultipath(result, query, query.source);
        } else if (result.prefix().length() == 0
                && result.type == RouteType.UNICAST
                && result.found != null
                && result.found.defaultRoutes > 1) {
            selectDefault(result, query);
        }
    }

    /** Chooses for a packet that is forwarded. */
    void selectForwarding(FibResult result, FibQuery query) {
        if (result.info != null && result.info.pathCount() > 1) {
            selectMultipath(result, query, 0);
        }
    }

    private void selectMultipath(FibResult result, FibQuery query, int source) {
        int wanted = hash.of(query);
        Nexthop nexthop = result.info().nexthop;
        if (nexthop != null) {
            selectMember(result, nexthop, wanted);
            return;
        }
        boolean askNeighbours = settings.get(NetIpv4.FIB_MULTIPATH_USE_NEIGH) != 0;
        List<FibNh> hops = result.info().hops;
        int best = -1;
        for (int i = 0; i < hops.size(); i++) {
            FibNh hop = hops.get(i);
            if (hop.upperBound == -1 || askNeighbours && !isGood(hop)) {
                continue;
            }
            int score = (source != 0 && hop.source.bits() == source ? 2 : 0) + (wanted <= hop.upperBound ? 1 : 0);
            if (score > best) {
                best = score;
                result.hop = hop;
                result.hopIndex = i;
                if (score == BEST || source == 0 && score == 1) {
                    return;
                }
            }
        }
    }

    /** {@code nexthop_path_fib_result}. */
    private void selectMember(FibResult result, Nexthop nexthop, int wanted) {
        Nexthop.@Nullable Member first = null;
        for (Nexthop.Member member : nexthop.group()) {
            if (!isGood(member.nexthop.paths().get(0))) {
                continue;
            }
            first = first == null ? member : first;
            if (wanted <= member.upperBound) {
                result.hop = member.nexthop.paths().get(0);
                return;
            }
        }
        Nexthop.Member chosen = first == null ? nexthop.group().get(0) : first;
        result.hop = chosen.nexthop.paths().get(0);
    }

    /** {@code fib_good_nh}: nothing speaks against the neighbour. */
    private boolean isGood(FibNh hop) {
        if (hop.scope != RouteScope.LINK || hop.device == null) {
            return true;
        }
        Neighbour neighbour = neighbours.lookup(hop.gateway, hop.device);
        return neighbour == null || neighbour.state().isValid();
    }

    /** What {@code fib_detect_death} remembers on its way through the candidates. */
    private static final class LastResort {

        @Nullable
        FibInfo info;

        int index = -1;
    }

    /** {@code fib_select_default}: of equal default routes the first whose gateway is known to be there. */
    private void selectDefault(FibResult result, FibQuery query) {
        LastResort last = new LastResort();
        FibAlias first = null;
        FibInfo candidate = null;
        int order = -1;
        int lastPriority = result.info().priority;
        int lastTos = 0;
        FibTable table = result.found;
        if (table == null) {
            return;
        }
        for (FibAlias alias : table.siblings(result.alias())) {
            FibInfo next = alias.info;
            if (alias.tos != 0 && !query.hasTos(alias.tos)) {
                continue;
            }
            if (Integer.compareUnsigned(next.priority, lastPriority) > 0 && alias.tos == lastTos) {
                if (lastTos != 0) {
                    continue;
                }
                break;
            }
            if (next.isDead()) {
                continue;
            }
            lastTos = alias.tos;
            lastPriority = next.priority;
            if (next.scope != result.scope || alias.type != RouteType.UNICAST) {
                continue;
            }
            FibNh hop = next.path(0);
            if (!hop.hasGateway || hop.scope != RouteScope.LINK) {
                continue;
            }
            if (candidate == null) {
                if (next != result.info) {
                    break;
                }
                first = alias;
            } else if (first != null && !seemsDead(candidate, order, last, first.chosen)) {
                result.assign(candidate);
                first.chosen = order;
                return;
            }
            candidate = next;
            order++;
        }
        finish(result, first, candidate, order, last);
    }

    private void finish(
            FibResult result, @Nullable FibAlias first, @Nullable FibInfo candidate, int order, LastResort last) {
        if (first == null) {
            return;
        }
        if (order <= 0 || candidate == null) {
            first.chosen = -1;
            return;
        }
        if (!seemsDead(candidate, order, last, first.chosen)) {
            result.assign(candidate);
            first.chosen = order;
            return;
        }
        if (last.index >= 0 && last.info != null) {
            result.assign(last.info);
        }
        first.chosen = last.index;
    }

    /** {@code fib_detect_death}. */
    private boolean seemsDead(FibInfo info, int order, LastResort last, int chosen) {
        FibNh hop = info.path(0);
        Neighbour neighbour = hop.device == null ? null : neighbours.lookup(hop.gateway, hop.device);
        if (neighbour == null) {
            return false;
        }
        NudState state = neighbour.state();
        if (state == NudState.REACHABLE || state.isValid() && order != chosen) {
            return false;
        }
        if (state.isValid() || last.index < 0 && order > chosen && state != NudState.INCOMPLETE) {
            last.info = info;
            last.index = order;
        }
        return true;
    }
}
