package dev.vethlab.vswitch;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.vswitch.database.Database;
import dev.vethlab.vswitch.database.Datum;
import dev.vethlab.vswitch.database.Row;
import dev.vethlab.vswitch.database.Schema;
import dev.vethlab.vswitch.ofproto.Bridge;
import dev.vethlab.vswitch.ofproto.HashTable;
import dev.vethlab.vswitch.ofproto.OfPort;
import dev.vethlab.vswitch.ofproto.PortType;
import dev.vethlab.vswitch.ofproto.Switch;
import dev.vethlab.vswitch.ofproto.TunnelConfig;
import dev.vethlab.vswitch.ofproto.VlanMode;
import dev.vethlab.vswitch.ofproto.VlanSettings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Makes the bridges what the database says ({@code bridge_reconfigure}). */
final class Reconfiguration {

    private static final long NO_PORT = -1;
    private static final Set<String> UNSIMULATED =
            Set.of("ip6gre", "geneve", "erspan", "ip6erspan", "gtpu", "lisp", "stt", "bareudp", "tap", "dpdk");

    private final NetNamespace net;
    private final Switch bridges;

    /** The bridges, the newest last. */
    private final List<String> known = new ArrayList<>();

    private final Map<String, MacAddress> drawnAddresses = new HashMap<>();

    Reconfiguration(NetNamespace net, Switch bridges) {
        this.net = net;
        this.bridges = bridges;
    }

    /** An interface that is wanted, and where. */
    private record Wanted(Row bridge, Row port, Row iface) {

        String name() {
            return iface.name();
        }

        /** The interface of the bridge's own name is the host's, whatever it says ({@code iface_get_type}). */
        String type() {
            return iface.name().equals(bridge.name())
                    ? "internal"
                    : iface.get("type").text();
        }

        OptionalInt requested() {
            Optional<Long> number = iface.get("ofport_request").number();
            return number.map(wanted -> OptionalInt.of(wanted.intValue())).orElse(OptionalInt.empty());
        }
    }

    void run(Database database) {
        List<Row> wantedBridges = database.root().references("bridges", database);
        for (Bridge bridge : bridges.bridges()) {
            if (wantedBridges.stream().noneMatch(row -> row.name().equals(bridge.name()))) {
                bridges.deleteBridge(bridge);
                drawnAddresses.remove(bridge.name());
            }
        }
        for (Row row : wantedBridges) {
            bridges.bridge(row.name()).ifPresent(bridge -> removeUnwanted(bridge, wanted(row, database)));
        }
        for (Row row : inOrder(wantedBridges)) {
            configure(row, database);
        }
    }

    /** New ones come to be as the program's table of bridges has them, which goes by their names ({@code all_bridges}). */
    private List<Row> inOrder(List<Row> wantedBridges) {
        HashTable<Row> fresh = new HashTable<>(row -> HashTable.hashOf(row.name()));
        wantedBridges.forEach(fresh::add);
        known.removeIf(
                name -> wantedBridges.stream().noneMatch(row -> row.name().equals(name)));
        fresh.all().stream()
                .map(Row::name)
                .filter(name -> !known.contains(name))
                .forEach(known::add);
        HashTable<Row> all = new HashTable<>(row -> HashTable.hashOf(row.name()));
        for (String name : known) {
            wantedBridges.stream().filter(row -> row.name().equals(name)).forEach(all::add);
        }
        return all.all();
    }

    private static List<Wanted> wanted(Row bridge, Database database) {
        List<Wanted> wanted = new ArrayList<>();
        for (Row port : database.rows(Schema.PORT)) {
            if (bridge.get("ports").atoms().contains(port.uuid())) {
                for (Row iface : port.references("interfaces", database)) {
                    wanted.add(new Wanted(bridge, port, iface));
                }
            }
        }
        return wanted;
    }

    private void removeUnwanted(Bridge bridge, List<Wanted> wanted) {
        for (OfPort port : List.copyOf(bridge.ports())) {
            Optional<Wanted> kept = wanted.stream()
                    .filter(candidate -> candidate.name().equals(port.name()))
                    .findFirst();
            if (!hasItsName(port)) {
                bridges.forgetRenamed(port);
            } else if (kept.isEmpty() || !isStillRight(port, kept.get())) {
                bridges.removePort(port);
            }
        }
    }

    private static boolean isStillRight(OfPort port, Wanted wanted) {
        boolean sameType = PortType.of(wanted.type()).orElse(null) == port.type();
        boolean sameNumber = wanted.requested().isEmpty()
                || wanted.requested().getAsInt() == port.number()
                || port.name().equals(wanted.bridge().name());
        return sameType && sameNumber;
    }

    /** What a device is called in another namespace nobody sees. */
    private boolean hasItsName(OfPort port) {
        return port.device()
                .map(device -> device.net() != net || device.name().equals(port.name()))
                .orElse(true);
    }

    private void configure(Row row, Database database) {
        Bridge bridge = bridges.bridge(row.name()).orElse(null);
        if (bridge == null) {
            try {
                bridge = bridges.addBridge(row.name());
            } catch (KernelException refusal) {
                return;
            }
        }
        List<Wanted> wanted = wanted(row, database);
        List<Wanted> numbered = new ArrayList<>(wanted);
        numbered.sort((left, right) ->
                Boolean.compare(left.requested().isEmpty(), right.requested().isEmpty()));
        for (Wanted candidate : numbered) {
            if (bridge.port(candidate.name()).isEmpty()) {
                add(bridge, candidate);
            }
        }
        for (Wanted candidate : wanted) {
            bridge.port(candidate.name()).ifPresent(port -> configurePort(port, candidate));
        }
        TreeSet<Integer> protocols = new TreeSet<>();
        row.get("protocols")
                .atoms()
                .forEach(version ->
                        protocols.add(Integer.valueOf(version.toString().substring("OpenFlow".length()))));
        bridge.setProtocols(protocols);
        bridge.setSecure(row.get("fail_mode").text().equals("secure"));
        bridge.setMirrors(Mirrors.of(row, database));
        setAddress(bridge, row);
        MtuFollowing.settle(bridge, wanted.stream().map(Wanted::iface).toList());
    }

    private void add(Bridge bridge, Wanted wanted) {
        try {
            PortType type =
                    PortType.of(wanted.type()).orElseThrow(() -> new TunnelOptions.Invalid(unknownType(wanted)));
            Optional<TunnelConfig> tunnel = Optional.empty();
            if (type.isTunnel()) {
                tunnel = Optional.of(
                        TunnelOptions.read(wanted.name(), type, wanted.iface().get("options")));
            }
            if (type == PortType.SYSTEM && net.devices().byName(wanted.name()).isEmpty()) {
                throw new TunnelOptions.Invalid("could not open network device " + wanted.name() + " (No such device)");
            }
            OfPort port = bridges.addPort(bridge, wanted.name(), type, wanted.requested(), tunnel);
            wanted.iface().set("ofport", (long) port.number());
            wanted.iface().set("error", Datum.EMPTY);
        } catch (TunnelOptions.Invalid invalid) {
            fail(wanted, invalid.why());
        } catch (KernelException refusal) {
            fail(
                    wanted,
                    "could not add network device " + wanted.name() + " to ofproto ("
                            + refusal.errno().words() + ")");
        }
    }

    private static String unknownType(Wanted wanted) {
        boolean real = UNSIMULATED.contains(wanted.type());
        return "could not open network device " + wanted.name() + " ("
                + (real
                        ? "ports of type " + wanted.type() + " are not simulated in this lab"
                        : "Address family not supported by protocol")
                + ")";
    }

    private static void fail(Wanted wanted, String why) {
        wanted.iface().set("ofport", NO_PORT);
        wanted.iface().set("error", why);
    }

    /** {@code port_configure}. */
    private void configurePort(OfPort port, Wanted wanted) {
        Row row = wanted.port();
        int tag = row.get("tag").number().map(Long::intValue).orElse(-1);
        BitSet trunks = new BitSet();
        row.get("trunks").atoms().forEach(vlan -> trunks.set(((Long) vlan).intValue()));
        String word = row.get("vlan_mode").text();
        VlanMode mode = word.isEmpty()
                ? row.get("tag").isEmpty() ? VlanMode.TRUNK : VlanMode.ACCESS
                : VlanMode.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        BitSet customers = new BitSet();
        row.get("cvlans").atoms().forEach(vlan -> customers.set(((Long) vlan).intValue()));
        String protocol = row.get("other_config").value("qinq-ethtype").orElse("802.1ad");
        bridges.setVlans(
                port,
                row.name(),
                new VlanSettings(mode, tag, trunks, customers, protocol.equals("802.1q") ? 0x8100 : 0x88a8));
        if (port.type() == PortType.PATCH) {
            bridges.setPeer(port, wanted.iface().get("options").value("peer").orElse(""));
        } else if (port.type().isTunnel()) {
            configureTunnel(port, wanted);
        }
        wanted.iface()
                .get("mac")
                .value(wanted.iface().get("mac").text())
                .flatMap(MacAddress::parse)
                .ifPresent(mac -> {
                    if (!port.name().equals(wanted.bridge().name()) && mac.isValidUnicast()) {
                        port.device().ifPresent(device -> setAddress(device, mac));
                    }
                });
    }

    /** Options that make no tunnel leave the port as it was. */
    private void configureTunnel(OfPort port, Wanted wanted) {
        try {
            bridges.setTunnel(
                    port,
                    TunnelOptions.read(
                            wanted.name(), port.type(), wanted.iface().get("options")));
            wanted.iface().set("error", Datum.EMPTY);
        } catch (TunnelOptions.Invalid invalid) {
            wanted.iface().set("error", invalid.why());
        } catch (KernelException refusal) {
            fail(wanted, "could not set configuration (" + refusal.errno().words() + ")");
        }
    }

    /** The address of the bridge's own port, and the id that follows from it ({@code bridge_configure_datapath_id}). */
    private void setAddress(Bridge bridge, Row row) {
        MacAddress address = row.get("other_config")
                .value("hwaddr")
                .flatMap(MacAddress::parse)
                .filter(MacAddress::isValidUnicast)
                .orElseGet(() -> lowestOf(bridge));
        bridge.port(bridge.name()).flatMap(OfPort::device).ifPresent(device -> setAddress(device, address));
        String id = row.get("other_config")
                .value("datapath-id")
                .orElse(String.format(Locale.ROOT, "%016x", address.bits()));
        row.set("datapath_id", id);
    }

    /** The lowest address among the ports that a manufacturer gave, else one of its own ({@code find_local_hw_addr}). */
    private MacAddress lowestOf(Bridge bridge) {
        MacAddress lowest = null;
        for (OfPort port : bridge.ports()) {
            MacAddress address = port.address();
            boolean local = (address.bits() >>> 41 & 1) != 0;
            if (!port.name().equals(bridge.name())
                    && !local
                    && address.isValidUnicast()
                    && (lowest == null || address.compareTo(lowest) < 0)) {
                lowest = address;
            }
        }
        return lowest != null ? lowest : drawnAddresses.computeIfAbsent(bridge.name(), name -> draw());
    }

    private MacAddress draw() {
        long bits = net.machine().random().nextLong() & 0xffff_ffff_ffffL;
        return new MacAddress(bits & ~(1L << 40) | 1L << 41);
    }

    private static void setAddress(NetDevice device, MacAddress address) {
        if (!device.address().equals(address)) {
            try {
                DeviceSettings.address(device, address);
            } catch (KernelException refused) {
                // The daemon writes a line into its log and goes on.
            }
        }
    }
}
