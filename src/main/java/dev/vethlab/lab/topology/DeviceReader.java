package dev.vethlab.lab.topology;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.bond.BondDevice;
import dev.vethlab.kernel.bond.BondSlave;
import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.bridge.BridgePort;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.tun.TunDevice;
import dev.vethlab.tool.ip.IpListing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the documents of the devices of one namespace. */
final class DeviceReader {

    /** The address of these follows from the device below, is the switch's own choice, or is no Ethernet address. */
    private static final Set<String> WITHOUT_MAC = Set.of("ipvlan", DeviceDocument.OPENVSWITCH, "gre", "ipip");

    private final Kernel kernel;
    private final Namespace namespace;
    private final Map<Object, String> names;
    private final PrintedOptions options;
    private final BridgeTables tables;

    /**
     * @param names of the namespaces, by their devices' tables
     */
    DeviceReader(Kernel kernel, Namespace namespace, Map<Object, String> names, PrintedOptions options) {
        this.kernel = kernel;
        this.namespace = namespace;
        this.names = names;
        this.options = options;
        this.tables = new BridgeTables(kernel, namespace);
    }

    List<DeviceDocument> read() {
        List<DeviceDocument> documents = new ArrayList<>();
        for (NetDevice device : inOrder()) {
            if (!isOfSwitch(device)) {
                documents.add(read(device));
            }
        }
        return documents;
    }

    /** By rising index, but where devices lead to the same network: the one that the kernel asks first was set up first. */
    private List<NetDevice> inOrder() {
        List<NetDevice> all = new ArrayList<>(namespace.net().devices().all());
        Map<String, List<NetDevice>> byNetwork = new LinkedHashMap<>();
        for (String route : IpListing.lines(kernel, namespace, "route", "show", "table", "all", "proto", "kernel")) {
            String[] words = route.split(" dev ", 2);
            if (words.length == 2) {
                namespace
                        .net()
                        .devices()
                        .byName(words[1].split(" ")[0])
                        .ifPresent(device -> byNetwork
                                .computeIfAbsent(words[0], network -> new ArrayList<>())
                                .add(device));
            }
        }
        for (List<NetDevice> sharing : byNetwork.values()) {
            List<NetDevice> present =
                    sharing.stream().distinct().filter(all::contains).toList();
            List<Integer> positions =
                    present.stream().map(all::indexOf).sorted().toList();
            for (int i = 0; i < present.size(); i++) {
                all.set(positions.get(i), present.get(i));
            }
        }
        return all;
    }

    private DeviceDocument read(NetDevice device) {
        boolean loopback = device.isLoopback();
        boolean paired = device.kind().equals("veth");
        PeerDocument link = device.link()
                .map(other -> new PeerDocument(names.getOrDefault(other.net(), "host"), other.name()))
                .orElse(null);
        return new DeviceDocument(
                device.name(),
                kind(device),
                loopback ? null : joined(options.of(kernel, namespace, device)),
                loopback ? null : device.index(),
                mac(device),
                mtu(device),
                device.isUp(),
                arp(device),
                (device.flags() & DeviceFlags.IFF_PROMISC) == 0 ? null : Boolean.TRUE,
                device.txQueueLength(),
                device.alias().isEmpty() ? null : device.alias(),
                orNull(List.copyOf(device.alternativeNames())),
                device.group() == 0 ? null : device.group(),
                paired ? link : null,
                paired ? null : link,
                device.master().map(NetDevice::name).orElse(null),
                place(device),
                joined(options.ofPort(kernel, namespace, device)),
                orNull(tables.vlans(device)),
                orNull(tables.fdb(device)),
                orNull(addresses(device)));
    }

    /** Whether a switch has made the device for its tunnels. */
    private static boolean isOfSwitch(NetDevice device) {
        return device.name().startsWith("vxlan_sys_")
                && device.master()
                        .filter(master -> master.kind().equals(DeviceDocument.OPENVSWITCH))
                        .isPresent();
    }

    private static String kind(NetDevice device) {
        if (device.isLoopback()) {
            return DeviceDocument.LOOPBACK;
        }
        return device instanceof TunDevice tun ? tun.settings().type() : device.kind();
    }

    /** The address that it was made with: a port of a bond has that of the bond, and gets its own back. */
    private static @Nullable String mac(NetDevice device) {
        if (device.isLoopback() && device.address().equals(MacAddress.ZERO)) {
            return null;
        }
        if (!device.hasEthernetHeader() || WITHOUT_MAC.contains(device.kind())) {
            return null;
        }
        if (device instanceof Bridge bridge
                && (isFromPorts(bridge) || bridge.address().equals(MacAddress.ZERO))) {
            return null;
        }
        return device.master()
                .filter(BondDevice.class::isInstance)
                .flatMap(bond -> ((BondDevice) bond).slave(device))
                .map(BondSlave::permanentAddress)
                .orElse(device.address())
                .toString();
    }

    /** Whether a bridge has the address that its ports give it: the lowest of theirs. */
    private static boolean isFromPorts(Bridge bridge) {
        return bridge.ports().stream()
                .map(port -> port.device().address())
                .min((one, other) -> Long.compareUnsigned(one.bits(), other.bits()))
                .filter(bridge.address()::equals)
                .isPresent();
    }

    /** A bridge has the smallest MTU of its ports unless it was given one. */
    private static @Nullable Integer mtu(NetDevice device) {
        if (device instanceof Bridge bridge
                && bridge.ports().stream()
                                .mapToInt(port -> port.device().mtu())
                                .min()
                                .orElse(-1)
                        == device.mtu()) {
            return null;
        }
        return device.mtu();
    }

    /** Whether it asks by ARP, where that is not what its kind does. */
    private static @Nullable Boolean arp(NetDevice device) {
        boolean off = (device.flags() & DeviceFlags.IFF_NOARP) != 0;
        boolean usual = device.isLoopback()
                || device.hasEthernetHeader() && !device.kind().equals("vrf");
        return off && usual ? Boolean.FALSE : null;
    }

    private static @Nullable Integer place(NetDevice device) {
        BridgePort port = BridgePort.of(device);
        if (port == null) {
            return null;
        }
        boolean earlier = port.bridge().ports().stream()
                .anyMatch(other ->
                        other.number() < port.number() && other.device().index() > device.index());
        boolean later = port.bridge().ports().stream()
                .anyMatch(other ->
                        other.number() > port.number() && other.device().index() < device.index());
        return earlier || later ? Integer.valueOf(port.number()) : null;
    }

    private List<String> addresses(NetDevice device) {
        InDevice inet = namespace.inet().of(device);
        return inet == null
                ? List.of()
                : inet.addresses().stream()
                        .map(address -> address(device, address))
                        .toList();
    }

    private static String address(NetDevice device, Ifaddr address) {
        StringBuilder words = new StringBuilder(address.local().toString());
        if (!address.local().equals(address.address())) {
            words.append(" peer ").append(address.address());
        }
        words.append('/').append(address.prefixLength());
        address.broadcast().ifPresent(broadcast -> words.append(" brd ").append(broadcast));
        if (address.scope() != 0) {
            words.append(" scope ").append(scope(address.scope()));
        }
        if (!address.label().equals(device.name())) {
            words.append(" label ").append(address.label());
        }
        if (address.metric() != 0) {
            words.append(" metric ").append(address.metric());
        }
        if ((address.flags() & Ifaddr.NOPREFIXROUTE) != 0) {
            words.append(" noprefixroute");
        }
        if ((address.flags() & Ifaddr.MCAUTOJOIN) != 0) {
            words.append(" autojoin");
        }
        return words.toString();
    }

    private static String scope(int scope) {
        return switch (scope) {
            case 200 -> "site";
            case 253 -> "link";
            case 254 -> "host";
            case 255 -> "nowhere";
            default -> String.valueOf(scope);
        };
    }

    private static @Nullable String joined(List<String> words) {
        return words.isEmpty() ? null : String.join(" ", words);
    }

    private static @Nullable List<String> orNull(List<String> lines) {
        return lines.isEmpty() ? null : lines;
    }
}
