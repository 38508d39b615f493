package dev.vethlab.tool.ip.listing;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.kernel.sysctl.SysctlDirectory;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.sysctl.SysctlNode;
import java.util.List;
import java.util.Optional;

/** The settings of IPv6 of a device, as they stand below {@code net.ipv6.conf}. */
record Ipv6Settings(NetSysctls sysctls) {

    /** Whether a setting is not 0. */
    boolean isOn(String device, String setting) {
        Optional<SysctlNode> node = Optional.of(sysctls.root());
        for (String part : List.of("net", "ipv6", "conf", device, setting)) {
            node = node.flatMap(
                    parent -> parent instanceof SysctlDirectory directory ? directory.child(part) : Optional.empty());
        }
        try {
            return node.isPresent()
                    && node.get() instanceof SysctlFile file
                    && !file.read().strip().equals("0");
        } catch (KernelException unreadable) {
            return false;
        }
    }
}
