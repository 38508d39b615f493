package dev.vethlab.kernel.route;

import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds, replaces and removes nexthop objects ({@code rtm_new_nexthop}, {@code rtm_del_nexthop}). */
final class NexthopControl {

    private final DeviceTable devices;
    private final Nexthops nexthops;
    private final NextHopCheck check;
    private final FibChange change;
    private final SourceSelection sources;
    private final RouteMaker maker;

    NexthopControl(
            DeviceTable devices,
            Nexthops nexthops,
            NextHopCheck check,
            FibChange change,
            SourceSelection sources,
            RouteMaker maker) {
        this.devices = devices;
        this.nexthops = nexthops;
        this.check = check;
        this.change = change;
        this.sources = sources;
        this.maker = maker;
    }

    /**
     * Adds a nexthop, or replaces one.
     *
     * @throws KernelException as the request is refused
     */
    void add(NexthopConfig config) throws KernelException {
        checkShape(config);
        boolean replace = config.asks(FibConfig.REPLACE);
        if (replace && config.id() == 0) {
            throw invalid("Replace requires nexthop id");
        }
        checkReferences(config);
        Nexthop made = make(config, config.id() == 0 ? nexthops.unusedId() : config.id());
        Optional<Nexthop> old = nexthops.find(made.id());
        if (old.isEmpty()) {
            if (replace && !config.asks(FibConfig.CREATE)) {
                throw new KernelException(Errno.ENOENT, "Replace specified without create and no entry exists");
            }
            nexthops.add(made);
        } else if (replace) {
            replace(old.get(), made);
        } else {
            throw new KernelException(Errno.EEXIST);
        }
        maker.invalidate();
    }

    /** {@code rtm_to_nh_config}. */
    private static void checkShape(NexthopConfig config) throws KernelException {
        boolean device = config.oif() != 0;
        boolean gateway = config.gateway().isPresent();
        if (config.fdb() && (device || config.blackhole())) {
            throw invalid("Fdb attribute can not be used with encap, oif or blackhole");
        }
        if (config.fdb() && config.flags() != 0) {
            throw invalid("Unsupported nexthop flags in ancillary header");
        }
        if (!config.group().isEmpty()) {
            checkNoneTwice(config.group());
        } else if (config.blackhole()) {
            if (gateway || device) {
                throw invalid("Blackhole attribute can not be used with gateway, oif, encap or fdb");
            }
        } else if (!device && !(config.fdb() && gateway)) {
            throw invalid(
                    gateway
                            ? "Device attribute required for non-blackhole and non-fdb nexthops"
                            : "Invalid address family");
        }
    }

    private static void checkNoneTwice(List<NexthopConfig.Member> members) throws KernelException {
        for (int i = 0; i < members.size(); i++) {
            for (int j = i + 1; j < members.size(); j++) {
                if (members.get(i).id() == members.get(j).id()) {
                    throw invalid("Nexthop id can not be used twice in a group");
                }
            }
        }
    }

    /** {@code rtm_to_nh_config_rtnl}. */
    private void checkReferences(NexthopConfig config) throws KernelException {
        if (!config.group().isEmpty()) {
            checkGroup(config);
            return;
        }
        if (config.blackhole() || config.fdb()) {
            return;
        }
        Optional<NetDevice> device = devices.byIndex(config.oif());
        if (device.isEmpty()) {
            throw invalid("Invalid device index");
        }
        if (!device.get().isUp()) {
            throw new KernelException(Errno.ENETDOWN, "Nexthop device is not up");
        }
        if (!device.get().hasCarrier()) {
            throw new KernelException(Errno.ENETDOWN, "Carrier for nexthop device is down");
        }
        if (config.gateway().isEmpty() && (config.flags() & NextHopFlags.ONLINK) != 0) {
            throw invalid("ONLINK flag can not be set for nexthop without a gateway");
        }
    }

    /** {@code nh_check_attr_group}. */
    private void checkGroup(NexthopConfig config) throws KernelException {
        List<NexthopConfig.Member> members = config.group();
        for (NexthopConfig.Member member : members) {
            Optional<Nexthop> nexthop = nexthops.find(member.id());
            if (nexthop.isEmpty()) {
                throw invalid("Invalid nexthop id");
            }
            if (nexthop.get().isGroup()) {
                throw invalid("Hash-threshold group can not be a nexthop within a group");
            }
            if (nexthop.get().isBlackhole() && members.size() > 1) {
                throw invalid("Blackhole nexthop can not be used in a group with more than 1 path");
            }
            if (config.fdb() && !nexthop.get().isFdb()) {
                throw invalid("FDB nexthop group can only have fdb nexthops");
            }
            if (!config.fdb() && nexthop.get().isFdb()) {
                throw invalid("Non FDB nexthop group cannot have fdb nexthops");
            }
        }
    }

    private Nexthop make(NexthopConfig config, int id) throws KernelException {
        if (!config.group().isEmpty()) {
            List<Nexthop.Member> members = new ArrayList<>();
            for (NexthopConfig.Member member : config.group()) {
                nexthops.find(member.id())
                        .ifPresent(nexthop -> members.add(new Nexthop.Member(nexthop, member.weight())));
            }
            return Nexthop.group(id, config.protocol(), config.fdb(), members);
        }
        int oif = config.blackhole() ? devices.loopback().index() : config.oif();
        FibNh hop = new FibNh(new HopConfig(oif, config.gateway(), config.flags(), 1, 0));
        if (config.fdb()) {
            hop.scope = RouteScope.LINK;
            return Nexthop.forForwarding(id, config.protocol(), hop);
        }
        check.check(hop, FibTable.UNSPEC, RouteScope.UNIVERSE);
        sources.update(hop, hop.scope == 0 ? 0 : hop.scope - 1);
        return Nexthop.single(id, config.protocol(), hop, config.blackhole());
    }

    private void replace(Nexthop old, Nexthop made) throws KernelException {
        if (made.isGroup() && !old.isGroup()) {
            throw invalid("Can not replace a nexthop with a nexthop group.");
        }
        if (old.isGroup() && !made.isGroup()) {
            throw invalid("Can not replace a nexthop group with a nexthop.");
        }
        if (made.isFdb() && change.isUsed(old)) {
            throw invalid("Route cannot point to a fdb nexthop");
        }
        if (made.isFdb() != old.isFdb() && nexthops.isMember(old)) {
            throw invalid("Cannot change nexthop FDB status while in a group");
        }
        old.become(made);
        nexthops.settleGroupsOf(old);
    }

    /**
     * Removes a nexthop with the routes that go by it, and the groups that it leaves empty.
     *
     * @throws KernelException ENOENT
     */
    void remove(int id) throws KernelException {
        Optional<Nexthop> nexthop = nexthops.find(id);
        if (nexthop.isEmpty()) {
            throw new KernelException(Errno.ENOENT);
        }
        remove(nexthop.get());
    }

    private void remove(Nexthop nexthop) {
        nexthops.remove(nexthop).forEach(change::flush);
        maker.invalidate();
    }

    /** A device went down or away ({@code nexthop_flush_dev}). */
    void deviceDown(NetDevice device, boolean forGood) {
        for (Nexthop each : List.copyOf(nexthops.all())) {
            boolean leadsBy = each.hop().filter(hop -> hop.device == device).isPresent();
            if (leadsBy && (forGood || !each.isBlackhole())) {
                remove(each);
            }
        }
    }

    /** The carrier of a device came or went. */
    void carrierChanged(NetDevice device) {
        if ((device.flags() & (DeviceFlags.IFF_RUNNING | DeviceFlags.IFF_LOWER_UP)) == 0) {
            deviceDown(device, false);
        }
    }

    private static KernelException invalid(String words) {
        return new KernelException(Errno.EINVAL, words);
    }
}
