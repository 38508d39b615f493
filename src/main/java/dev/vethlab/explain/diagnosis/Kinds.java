package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.bridge.FdbEntry;
import dev.vethlab.kernel.bridge.PortFlag;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.macvlan.MacvlanDevice;
import dev.vethlab.kernel.macvlan.MacvlanMode;
import dev.vethlab.kernel.vxlan.VxlanConfig;
import dev.vethlab.kernel.vxlan.VxlanDevice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is peculiar to kinds of devices, as far as cures are made from it. */
final class Kinds {

    /** The flags of a port that have another value than Linux gives them at first, each as words that set it back. */
    record Port(String namespace, String device, List<List<String>> odd) {}

    /** An entry of a forwarding database that was set by hand. */
    record StaticEntry(String namespace, String device, MacAddress address, int vlan) {}

    /** A macvlan device that does not reach those beside it. */
    record Apart(String namespace, String device, String kind) {}

    /** A VXLAN device, with what the other end must agree to. */
    record Vxlan(
            String namespace, String device, int vni, Ipv4Address remote, Ipv4Address local, int port, String lower) {}

    private static final Map<PortFlag, String> ON = Map.of(
            PortFlag.LEARNING, "learning",
            PortFlag.FLOOD, "flood",
            PortFlag.MCAST_FLOOD, "mcast_flood",
            PortFlag.BCAST_FLOOD, "bcast_flood");

    private static final Map<PortFlag, String> OFF = Map.of(
            PortFlag.ISOLATED, "isolated",
            PortFlag.LOCKED, "locked",
            PortFlag.NEIGH_SUPPRESS, "neigh_suppress",
            PortFlag.ROOT_BLOCK, "root_block",
            PortFlag.BPDU_GUARD, "guard");

    private final List<Port> ports = new ArrayList<>();
    private final Set<Integer> vlans = new LinkedHashSet<>();
    private final List<StaticEntry> entries = new ArrayList<>();
    private final List<Apart> aparts = new ArrayList<>();
    private final List<Vxlan> vxlans = new ArrayList<>();

    void add(String name, Namespace namespace) {
        for (NetDevice device : namespace.net().devices().all()) {
            if (device instanceof Bridge bridge) {
                bridge.ports().forEach(port -> port(name, port));
                bridge.fdb().all().forEach(entry -> entry(name, entry));
            } else if (device instanceof MacvlanDevice macvlan && macvlan.mode() != MacvlanMode.BRIDGE) {
                aparts.add(new Apart(name, device.name(), device.kind()));
            } else if (device instanceof VxlanDevice vxlan) {
                vxlan(name, vxlan);
            }
        }
    }

    private void port(String namespace, BridgePort port) {
        List<List<String>> odd = new ArrayList<>();
        new TreeMap<>(ON).forEach((flag, word) -> {
            if (!port.has(flag)) {
                odd.add(List.of(word, "on"));
            }
        });
        new TreeMap<>(OFF).forEach((flag, word) -> {
            if (port.has(flag)) {
                odd.add(List.of(word, "off"));
            }
        });
        vlans.addAll(port.vlans().all());
        if (!odd.isEmpty()) {
            ports.add(new Port(namespace, port.device().name(), odd));
        }
    }

    private void entry(String namespace, FdbEntry entry) {
        BridgePort port = entry.port();
        if (port != null
                && entry.isAddedByUser()
                && !entry.address().equals(port.device().address())) {
            entries.add(new StaticEntry(namespace, port.device().name(), entry.address(), entry.vlan()));
        }
    }

    private void vxlan(String namespace, VxlanDevice device) {
        VxlanConfig config = device.config();
        String lower = config.device == 0
                ? ""
                : Optional.ofNullable(device.linkNamespace())
                        .flatMap(net -> net.devices().byIndex(config.device))
                        .map(NetDevice::name)
                        .orElse("");
        vxlans.add(new Vxlan(namespace, device.name(), config.vni, config.remote, config.local, config.port, lower));
    }

    /** The VLANs that ports of bridges are in. */
    Set<Integer> vlans() {
        return vlans;
    }

    List<Port> ports() {
        return ports;
    }

    List<StaticEntry> entries() {
        return entries;
    }

    List<Apart> aparts() {
        return aparts;
    }

    List<Vxlan> vxlans() {
        return vxlans;
    }
}
