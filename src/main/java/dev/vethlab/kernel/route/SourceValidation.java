package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.SysctlSeen;
import java.util.List;
import java.util.Locale;

/** Whether a received packet's source can be what it says ({@code fib_validate_source}). */
final class SourceValidation {

    private static final SourceCheck ON_LINK = new SourceCheck.Valid(true);
    private static final SourceCheck BELIEVED = new SourceCheck.Valid(false);

    private final InetDevices inet;
    private final FibLookup lookup;
    private final FibRules rules;
    private final Fib fib;

    SourceValidation(InetDevices inet, FibLookup lookup, FibRules rules, Fib fib) {
        this.inet = inet;
        this.lookup = lookup;
        this.rules = rules;
        this.fib = fib;
    }

    /**
     * Checks a source.
     *
     * @param query of the packet that came in: its addresses, tos, mark, protocol and ports
     * @param oif the index of the device that it is to leave by, 0 where it stays here
     */
    SourceCheck validate(FibQuery query, int oif, InDevice in) {
        int filter = in.maxConf(DevConf.RP_FILTER);
        boolean redirects = in.device().index() == oif && in.orConf(DevConf.SEND_REDIRECTS);
        if (filter == 0 && !redirects && !fib.usesRealms()) {
            if (in.orConf(DevConf.ACCEPT_LOCAL)) {
                return BELIEVED;
            }
            if (!fib.hasCustomLocalRoutes() && !rules.areCustom()) {
                return inet.owner(new Ipv4Address(query.source)) == null ? BELIEVED : ownSource(query, in);
            }
        }
        return validateFully(query, oif, in, filter);
    }

    /** {@code __fib_validate_source}. */
    private SourceCheck validateFully(FibQuery query, int oif, InDevice in, int filter) {
        FibQuery back = wayBack(query, oif, in);
        FibResult result = new FibResult();
        if (!lookup.lookup(back, result)) {
            return filter == 0 ? BELIEVED : noWayBack(query, in);
        }
        if (result.type == RouteType.LOCAL) {
            if (!in.orConf(DevConf.ACCEPT_LOCAL)) {
                return ownSource(query, in);
            }
        } else if (result.type != RouteType.UNICAST) {
            return new SourceCheck.Invalid(
                    DropReason.IP_INVALID_SOURCE,
                    new Ipv4Address(query.source) + " cannot be a source: " + "it is a "
                            + result.type.name().toLowerCase(Locale.ROOT) + " address",
                    List.of());
        }
        NetDevice device = in.device();
        if (leadsOutBy(result.info(), device) || result.type == RouteType.LOCAL && device.isLoopback()) {
            return result.hop().scope >= RouteScope.HOST ? ON_LINK : BELIEVED;
        }
        if (in.addresses().isEmpty()) {
            return filter == 0 ? BELIEVED : noWayBack(query, in);
        }
        if (filter == 1) {
            return asymmetric(query, in, result);
        }
        back.oif = device.index();
        boolean found = lookup.lookup(back, result, true);
        return found && result.type == RouteType.UNICAST && result.hop().scope >= RouteScope.HOST ? ON_LINK : BELIEVED;
    }

    private static FibQuery wayBack(FibQuery query, int oif, InDevice in) {
        FibQuery back = FibQuery.to(query.source);
        back.iif = oif == 0 ? FibQuery.LOOPBACK_IFINDEX : oif;
        back.l3mdev = L3mdev.masterIndex(in.device());
        back.source = query.destination;
        back.tos = query.tos;
        back.mark = in.orConf(DevConf.SRC_VALID_MARK) ? query.mark : 0;
        back.protocol = query.protocol;
        back.sourcePort = query.destinationPort;
        back.destinationPort = query.sourcePort;
        return back;
    }

    /** {@code fib_info_nh_uses_dev}. */
    private static boolean leadsOutBy(FibInfo info, NetDevice device) {
        for (int i = 0; i < info.pathCount(); i++) {
            NetDevice hop = info.path(i).device;
            if (hop == device || L3mdev.masterIndex(hop) == device.index()) {
                return true;
            }
        }
        return false;
    }

    private SourceCheck ownSource(FibQuery query, InDevice in) {
        return new SourceCheck.Invalid(
                DropReason.IP_LOCAL_SOURCE,
                new Ipv4Address(query.source) + " is an address of this host and accept_local is off on "
                        + in.device().name(),
                List.of(
                        seen(in, DevConf.ACCEPT_LOCAL),
                        new SysctlSeen("net.ipv4.conf.all.accept_local", "" + inet.all(DevConf.ACCEPT_LOCAL))));
    }

    private SourceCheck noWayBack(FibQuery query, InDevice in) {
        return new SourceCheck.Invalid(
                DropReason.IP_RPFILTER,
                "there is no route back to " + new Ipv4Address(query.source) + " and rp_filter asks for one",
                filterSeen(in));
    }

    private SourceCheck asymmetric(FibQuery query, InDevice in, FibResult result) {
        String other = result.hop().device == null
                ? "elsewhere"
                : "by " + result.device().name();
        return new SourceCheck.Invalid(
                DropReason.IP_RPFILTER,
                "the way back to " + new Ipv4Address(query.source) + " leads " + other + " and not by "
                        + in.device().name() + ", and rp_filter is strict",
                filterSeen(in));
    }

    private List<SysctlSeen> filterSeen(InDevice in) {
        return List.of(
                seen(in, DevConf.RP_FILTER),
                new SysctlSeen("net.ipv4.conf.all.rp_filter", "" + inet.all(DevConf.RP_FILTER)));
    }

    private static SysctlSeen seen(InDevice in, DevConf setting) {
        return new SysctlSeen("net.ipv4.conf." + in.device().name() + "." + setting.fileName(), "" + in.conf(setting));
    }
}
