package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.address.InetDevices;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.ipv4.Ipv4;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.netfilter.nat.Nat;
import dev.vethlab.kernel.route.Fib;

/** What rules need of the namespace that they are in. */
public record Environment(NetNamespace net, InetDevices inet, Fib fib, Ipv4 ipv4, Nat nat) {

    int defaultTtl() {
        return net.sysctls().get(dev.vethlab.kernel.sysctl.NetIpv4.IP_DEFAULT_TTL);
    }

    Machine machine() {
        return net.machine();
    }
}
