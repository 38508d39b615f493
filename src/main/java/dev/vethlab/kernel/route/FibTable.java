package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A routing table ({@code struct fib_table}): lookups in it, and its routes in order. */
public final class FibTable {

    public static final int UNSPEC = 0;
    public static final int DEFAULT = 253;
    public static final int MAIN = 254;
    public static final int LOCAL = 255;

    private final int id;
    private final InetDevices inet;
    FibTrie trie;
    int defaultRoutes;

    FibTable(int id, InetDevices inet, FibTrie trie) {
        this.id = id;
        this.inet = inet;
        this.trie = trie;
    }

    /** The table of the routes to others of a device's routing domain: of its VRF, or main. */
    static int mainOf(NetDevice device) {
        int own = L3mdev.table(device);
        return own == UNSPEC ? MAIN : own;
    }

    /** The table of the routes to oneself of a device's routing domain: of its VRF, or local. */
    static int localOf(NetDevice device) {
        int own = L3mdev.table(device);
        return own == UNSPEC ? LOCAL : own;
    }

    /** Its number, unsigned. */
    public int id() {
        return id;
    }

    /** Its routes, in the order of a dump ({@code fib_table_dump}). */
    public List<FibAlias> routes() {
        List<FibAlias> routes = new ArrayList<>();
        for (FibTrie.Leaf leaf : trie.leaves()) {
            for (FibAlias alias : leaf.aliases) {
                if (alias.table == id) {
                    routes.add(alias);
                }
            }
        }
        return routes;
    }

    /** How many routes it has. */
    public int size() {
        return trie.count(id);
    }

    /**
     * Looks for the best route ({@code fib_table_lookup}); where there is none, or it refuses, {@code result.error} says why:
     * EAGAIN for none.
     */
    boolean lookup(FibQuery query, FibResult result, boolean ignoreLinkState) {
        long lengths = trie.lengthsInUse();
        boolean missed = false;
        int missedKey = 0;
        while (lengths != 0) {
            int length = 63 - Long.numberOfLeadingZeros(lengths);
            lengths ^= 1L << length;
            int key = query.destination & Ipv4Prefix.mask(length);
            FibTrie.Leaf leaf = missed && key == missedKey ? null : trie.leaf(key, length);
            if (leaf == null) {
                continue;
            }
            for (FibAlias alias : leaf.aliases) {
                if (alias.tos != 0 && !query.hasTos(alias.tos) || alias.info.scope < query.scope) {
                    continue;
                }
                boolean refuses = alias.type.isError();
                if (!refuses && alias.info.isDead()) {
                    continue;
                }
                if (refuses || isBlackhole(alias.info)) {
                    result.alias = alias;
                    result.found = this;
                    result.error = alias.type.error().orElse(Errno.EINVAL);
                    return false;
                }
                if (usePath(query, result, alias, ignoreLinkState)) {
                    return true;
                }
                if (alias.info.nexthop != null) {
                    missed = true;
                    missedKey = key;
                    break;
                }
            }
        }
        result.error = Errno.EAGAIN;
        return false;
    }

    private static boolean isBlackhole(FibInfo info) {
        return info.nexthop != null && info.nexthop.isBlackhole();
    }

    private boolean usePath(FibQuery query, FibResult result, FibAlias alias, boolean ignoreLinkState) {
        FibInfo info = alias.info;
        int count = info.pathCount();
        for (int i = 0; i < count; i++) {
            FibNh hop = info.path(i);
            if (isGood(hop, query, ignoreLinkState)) {
                result.type = alias.type;
                result.scope = info.scope;
                result.hopIndex = i;
                result.hop = hop;
                result.info = info;
                result.alias = alias;
                result.found = this;
                return true;
            }
        }
        return false;
    }

    /** {@code fib_lookup_good_nhc}. */
    private boolean isGood(FibNh hop, FibQuery query, boolean ignoreLinkState) {
        if (hop.isDead() || hop.isLinkDown() && !ignoreLinkState && ignoresLinkDown(inet, hop.device)) {
            return false;
        }
        return query.oif == 0 || query.oif == hop.oif;
    }

    /** {@code ip_ignore_linkdown}. */
    static boolean ignoresLinkDown(InetDevices inet, @Nullable NetDevice device) {
        InDevice inDevice = device == null ? null : inet.of(device);
        return inDevice != null && inDevice.orConf(DevConf.IGNORE_ROUTES_WITH_LINKDOWN);
    }

    /** The routes to the prefix that {@code alias} leads to, of this table, in order. */
    List<FibAlias> siblings(FibAlias alias) {
        List<FibAlias> same = new ArrayList<>();
        FibTrie.Leaf leaf =
                Objects.requireNonNull(trie.leaf(alias.prefix.network().bits(), alias.prefix.length()));
        for (FibAlias each : leaf.aliases) {
            if (each.table == alias.table) {
                same.add(each);
            }
        }
        return same;
    }
}
