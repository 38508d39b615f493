package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.SysctlSeen;
import java.util.List;
import java.util.Locale;

/** The ways in which a received packet is refused, each with its words. */
final class Refusals {

    private static final String MARTIAN = "ip_route_input_slow";

    private Refusals() {}

    static InputResult martian(DropReason reason, String detail) {
        return new InputResult.Refused(Errno.EINVAL, false, reason, MARTIAN, detail, List.of());
    }

    static InputResult martianSource(Ipv4Address source, DropReason reason) {
        return martian(reason, source + " cannot be the source of a packet");
    }

    static InputResult martianDestination(Ipv4Address destination, DropReason reason) {
        return martian(reason, destination + " cannot be the destination of a packet");
    }

    static InputResult source(SourceCheck.Invalid invalid) {
        return new InputResult.Refused(
                Errno.EINVAL, false, invalid.reason(), "fib_validate_source", invalid.detail(), invalid.sysctls());
    }

    static InputResult loopback(Ipv4Address source, Ipv4Address destination, InDevice in, InetDevices inet) {
        String name = in.device().name();
        Ipv4Address martian = destination.isLoopback() ? destination : source;
        return new InputResult.Refused(
                Errno.EINVAL,
                false,
                DropReason.IP_LOCALNET,
                MARTIAN,
                martian + " belongs to the host that sent it and route_localnet is off on " + name,
                List.of(
                        seen("net.ipv4.conf." + name + ".route_localnet", in.conf(DevConf.ROUTE_LOCALNET)),
                        seen("net.ipv4.conf.all.route_localnet", inet.all(DevConf.ROUTE_LOCALNET))));
    }

    static InputResult notMember(Ipv4Address group, InDevice in) {
        return new InputResult.Refused(
                Errno.EINVAL,
                false,
                DropReason.NOT_SPECIFIED,
                "ip_route_input_rcu",
                in.device().name() + " is not a member of the group " + group,
                List.of());
    }

    static InputResult notForwarding(Ipv4Address destination, InDevice in) {
        return new InputResult.Refused(
                Errno.EHOSTUNREACH, false, DropReason.IP_INADDRERRORS, "ip_error", new NotForwarding(destination, in));
    }

    private record NotForwarding(Ipv4Address destination, InDevice in) implements InputResult.Refused.Explanation {

        @Override
        public String detail() {
            return destination + " is no address of this host and forwarding is off on "
                    + in.device().name();
        }

        @Override
        public List<SysctlSeen> sysctls() {
            String name = "net.ipv4.conf." + in.device().name() + ".forwarding";
            return List.of(seen(name, in.conf(DevConf.FORWARDING)));
        }
    }

    static InputResult noRoute(Ipv4Address destination, FibResult result) {
        Errno error = result.error;
        boolean told = error == Errno.EHOSTUNREACH || error == Errno.ENETUNREACH || error == Errno.EACCES;
        FibAlias refusing = result.alias;
        String detail = refusing != null && refusing.type.isError()
                ? "the route " + refusing.prefix + " in table " + Integer.toUnsignedString(refusing.table)
                        + " refuses: " + refusing.type.name().toLowerCase(Locale.ROOT)
                : result.rule != null && !result.rule.action().equals(FibRule.Action.TO_TABLE)
                        ? "rule " + Integer.toUnsignedString(result.rule.priority()) + " refuses"
                        : "there is no route to " + destination;
        return new InputResult.Refused(
                error,
                told,
                error == Errno.ENETUNREACH ? DropReason.IP_INNOROUTES : DropReason.NOT_SPECIFIED,
                "ip_error",
                detail,
                List.of());
    }

    private static SysctlSeen seen(String name, int value) {
        return new SysctlSeen(name, Integer.toString(value));
    }
}
