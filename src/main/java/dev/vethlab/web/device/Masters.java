package dev.vethlab.web.device;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.lab.Commands;
import dev.vethlab.tool.Printed;
import dev.vethlab.tool.ovs.vsctl.OvsVsctl;
import java.util.List;

/** How interfaces become ports: the kernel is asked for those of its own masters, {@code ovs-vsctl} for those of its bridges. */
final class Masters {

    /** The kind of a bridge of Open vSwitch. */
    static final String OVS_BRIDGE = "ovs-bridge";

    private static final String OPENVSWITCH = "openvswitch";

    private Masters() {}

    /** Whether a device is a bridge of Open vSwitch, and not one of its other devices. */
    static boolean isOvsBridge(Kernel kernel, Namespace namespace, NetDevice device) {
        return device.kind().equals(OPENVSWITCH)
                && Printed.by(new OvsVsctl(), kernel, namespace, "list-br")
                        .lines()
                        .anyMatch(device.name()::equals);
    }

    /** The command that makes a device a port. */
    static List<String> join(Kernel kernel, String home, Namespace namespace, String device, String master) {
        boolean ovs = namespace.net().devices().byName(master).stream()
                .anyMatch(found -> isOvsBridge(kernel, namespace, found));
        return ovs
                ? Commands.in(home, "ovs-vsctl", "add-port", master, device)
                : Commands.in(home, "ip", "link", "set", "dev", device, "master", master);
    }

    /** The command that takes a device out of its master. */
    static List<String> leave(String home, NetDevice device) {
        boolean ovs = device.master()
                .filter(master -> master.kind().equals(OPENVSWITCH))
                .isPresent();
        return ovs
                ? Commands.in(home, "ovs-vsctl", "del-port", device.name())
                : Commands.in(home, "ip", "link", "set", "dev", device.name(), "nomaster");
    }

    /** The command that deletes a device. */
    static List<String> delete(Kernel kernel, String home, Namespace namespace, NetDevice device) {
        return isOvsBridge(kernel, namespace, device)
                ? Commands.in(home, "ovs-vsctl", "del-br", device.name())
                : Commands.in(home, "ip", "link", "del", "dev", device.name());
    }
}
