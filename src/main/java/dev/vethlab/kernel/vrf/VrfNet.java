package dev.vethlab.kernel.vrf;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.FibRule;
import dev.vethlab.kernel.route.RouteControl;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.sysctl.SysctlNumber;

/** What the VRFs of a namespace have in common ({@code struct netns_vrf}, {@code struct vrf_map}). */
final class VrfNet {

    private static final int RULE_PRIORITY = 1000;

    private final NetNamespace net;
    private boolean rulesAdded;
    private boolean strict;

    private VrfNet(NetNamespace net) {
        this.net = net;
        net.sysctls().mount("net/vrf/strict_mode", new StrictMode());
    }

    static VrfNet of(NetNamespace net) {
        return net.subsystem(VrfNet.class, VrfNet::new);
    }

    /** Checks a new VRF's table ({@code vrf_map_register_dev}). */
    void checkTable(VrfDevice added) throws KernelException {
        if (strict && users(added.table()) > 1) {
            throw new KernelException(Errno.EBUSY, "Table is used by another VRF");
        }
    }

    private int users(int table) {
        int users = 0;
        for (NetDevice device : net.devices().all()) {
            users += device instanceof VrfDevice vrf && vrf.table() == table ? 1 : 0;
        }
        return users;
    }

    /** Adds the rule that makes lookups go by VRFs, with the first of them ({@code vrf_add_fib_rules}). */
    void addRules() {
        if (rulesAdded) {
            return;
        }
        rulesAdded = true;
        RouteControl control = net.subsystem(Fib.class).control();
        FibRule rule = FibRule.l3mdev(RULE_PRIORITY);
        if (!control.rules().contains(rule)) {
            control.addRule(rule);
        }
        control.ipv6Rules().add(rule);
        control.multicastRules().add(rule);
    }

    /** {@code vrf_strict_mode_change}. */
    private void setStrict(boolean wanted) throws KernelException {
        for (NetDevice device : net.devices().all()) {
            if (wanted && device instanceof VrfDevice vrf && users(vrf.table()) > 1) {
                throw new KernelException(Errno.EBUSY);
            }
        }
        strict = wanted;
    }

    /** {@code net.vrf.strict_mode}. */
    private final class StrictMode implements SysctlFile {

        @Override
        public String read() {
            return strict ? "1" : "0";
        }

        @Override
        public void write(String text) throws KernelException {
            setStrict(SysctlNumber.first(text).within(0, 1) != 0);
        }
    }
}
