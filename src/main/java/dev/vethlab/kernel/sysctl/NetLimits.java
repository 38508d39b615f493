package dev.vethlab.kernel.sysctl;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;

/** The limits that settings set each other. */
final class NetLimits {

    private NetLimits() {}

    /**
     * What becomes of a value that its own limits allow.
     *
     * @throws KernelException EINVAL where another setting stands in the way
     */
    static String check(NetSysctls sysctls, SysctlSpec spec, String value) throws KernelException {
        switch (spec.path()) {
            case "net/ipv4/ip_local_port_range" ->
                refuseUnless(first(value) <= second(value)
                        && first(value) >= sysctls.get(NetIpv4.IP_UNPRIVILEGED_PORT_START));
            case "net/ipv4/ip_unprivileged_port_start" ->
                refuseUnless(first(value) <= sysctls.get(NetIpv4.IP_LOCAL_PORT_RANGE));
            case "net/ipv4/ping_group_range" -> {
                return second(value) < first(value) ? "1\t0" : value;
            }
            default -> checkThresholds(sysctls, spec, value);
        }
        return value;
    }

    /** The lower mark of a fragment queue's memory is not above the upper one. */
    private static void checkThresholds(NetSysctls sysctls, SysctlSpec spec, String value) throws KernelException {
        String path = spec.path();
        boolean low = path.endsWith("_low_thresh");
        if (low || path.endsWith("_high_thresh")) {
            String other = low ? path.replace("_low_", "_high_") : path.replace("_high_", "_low_");
            String limit = sysctls.read(SysctlTable.get().require(other));
            int order = Long.compareUnsigned(Long.parseUnsignedLong(value), Long.parseUnsignedLong(limit));
            refuseUnless(low ? order <= 0 : order >= 0);
        }
    }

    private static long first(String value) {
        return Long.parseLong(value.split("\t", -1)[0]);
    }

    private static long second(String value) {
        return Long.parseLong(value.split("\t", -1)[1]);
    }

    private static void refuseUnless(boolean allowed) throws KernelException {
        if (!allowed) {
            throw new KernelException(Errno.EINVAL);
        }
    }
}
