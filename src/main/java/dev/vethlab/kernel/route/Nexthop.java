package dev.vethlab.kernel.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A nexthop object that routes refer to by number: a next hop, a blackhole, or a group of others ({@code struct nexthop}). */
public final class Nexthop {

    /** One of a group, with its share of the traffic. */
    public static final class Member {

        final Nexthop nexthop;
        final int weight;
        int upperBound;

        Member(Nexthop nexthop, int weight) {
            this.nexthop = nexthop;
            this.weight = weight;
        }

        public Nexthop nexthop() {
            return nexthop;
        }

        public int weight() {
            return weight;
        }
    }

    private final int id;
    private final int protocol;
    private @Nullable FibNh hop;
    private boolean blackhole;
    private boolean fdb;
    private List<Member> group;
    private List<FibNh> paths = List.of();

    private Nexthop(int id, int protocol, @Nullable FibNh hop, boolean blackhole, boolean fdb, List<Member> group) {
        this.id = id;
        this.protocol = protocol;
        this.hop = hop;
        this.blackhole = blackhole;
        this.fdb = fdb;
        this.group = group;
        settle();
    }

    static Nexthop single(int id, int protocol, FibNh hop, boolean blackhole) {
        return new Nexthop(id, protocol, hop, blackhole, false, List.of());
    }

    static Nexthop forForwarding(int id, int protocol, FibNh hop) {
        return new Nexthop(id, protocol, hop, false, true, List.of());
    }

    static Nexthop group(int id, int protocol, boolean fdb, List<Member> members) {
        return new Nexthop(id, protocol, null, false, fdb, List.copyOf(members));
    }

    /** Takes over what another one says, under its own number ({@code replace_nexthop}). */
    void become(Nexthop other) {
        hop = other.hop;
        blackhole = other.blackhole;
        fdb = other.fdb;
        group = other.group;
        settle();
    }

    /** Takes a member out; true if it was the last ({@code remove_nh_grp_entry}). */
    boolean withdraw(Nexthop gone) {
        List<Member> left = new ArrayList<>(group);
        left.removeIf(member -> member.nexthop == gone);
        group = List.copyOf(left);
        settle();
        return group.isEmpty();
    }

    /** Shares the hash values out again ({@code nh_hthr_group_rebalance}). */
    void settle() {
        if (hop != null) {
            paths = List.of(hop);
            return;
        }
        List<FibNh> all = new ArrayList<>(group.size());
        long total = 0;
        for (Member member : group) {
            all.addAll(member.nexthop.paths);
            total += member.weight;
        }
        long sum = 0;
        for (Member member : group) {
            sum += member.weight;
            member.upperBound = MultipathHash.upperBound(sum, total);
        }
        paths = List.copyOf(all);
    }

    public int id() {
        return id;
    }

    /** Who made it ({@code RTPROT_*}). */
    public int protocol() {
        return protocol;
    }

    /** The next hop; empty for a group. */
    public Optional<FibNh> hop() {
        return Optional.ofNullable(hop);
    }

    /** Whether it swallows what is sent by it. */
    public boolean isBlackhole() {
        return blackhole
                || !group.isEmpty() && group.size() == 1 && group.get(0).nexthop.isBlackhole();
    }

    /** Whether it is for forwarding entries of VXLAN devices, and no route may go by it ({@code NHA_FDB}). */
    public boolean isFdb() {
        return fdb;
    }

    public boolean isGroup() {
        return hop == null;
    }

    /** The members of a group, empty for a single next hop. */
    public List<Member> group() {
        return group;
    }

    /** Its next hops. */
    public List<FibNh> paths() {
        return paths;
    }
}
