package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.flow.PortNames;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A bridge: its ports, tables and stations ({@code struct ofproto_dpif}). */
public final class Bridge {

    private static final int MOST_AUTOMATIC = 32_768;
    private static final SortedSet<Integer> ALL_PROTOCOLS = new TreeSet<>(List.of(10, 11, 12, 13, 14, 15));

    private final String name;
    private final FlowTables tables;
    private final GroupTable groups;
    private final MacTable macs = new MacTable();
    private final PortTable ports = new PortTable();
    private final List<Bundle> bundles = new ArrayList<>();
    private final Set<Integer> usedNumbers = new HashSet<>();
    private List<Mirror> mirrors = List.of();
    private int lastNumber;
    private boolean secure;
    private int leastMtu = 1500;
    private SortedSet<Integer> protocols = ALL_PROTOCOLS;
    boolean forwardsBpdus;

    Bridge(Machine machine, String name) {
        this.name = name;
        this.tables = new FlowTables(machine);
        this.groups = new GroupTable(machine, tables);
        tables.knowGroups(groups);
        flushAll();
    }

    public String name() {
        return name;
    }

    public FlowTables tables() {
        return tables;
    }

    public GroupTable groups() {
        return groups;
    }

    public MacTable macs() {
        return macs;
    }

    /** Its ports, in the order of their hash table. */
    public List<OfPort> ports() {
        return ports.all();
    }

    public Optional<OfPort> port(int number) {
        return Optional.ofNullable(ports.get(number));
    }

    @Nullable
    OfPort find(int number) {
        return ports.get(number);
    }

    public Optional<OfPort> port(String portName) {
        return ports.all().stream().filter(port -> port.name().equals(portName)).findFirst();
    }

    /** The versions of OpenFlow that it speaks, 10 to 15. */
    public SortedSet<Integer> protocols() {
        return protocols;
    }

    /** Says which versions it speaks; all of them where none is named. */
    public void setProtocols(SortedSet<Integer> wanted) {
        protocols = wanted.isEmpty() ? ALL_PROTOCOLS : wanted;
    }

    /** The least MTU of its ports that are other devices. */
    public int leastMtu() {
        return leastMtu;
    }

    public void setLeastMtu(int mtu) {
        leastMtu = mtu;
    }

    List<Mirror> mirrors() {
        return mirrors;
    }

    /** Says which mirrors it has ({@code mirror_configure}); the newest settings count for all. */
    public void setMirrors(List<MirrorSettings> wanted) {
        List<Mirror> fresh = new ArrayList<>();
        for (MirrorSettings settings : wanted) {
            Bundle output =
                    bundlesOf(Set.of(settings.output())).stream().findFirst().orElse(null);
            if (output == null && !settings.output().isEmpty()) {
                continue;
            }
            Set<Bundle> all = settings.all() ? Set.copyOf(bundles) : Set.of();
            fresh.add(new Mirror(
                    settings.all() ? all : bundlesOf(settings.sources()),
                    settings.all() ? all : bundlesOf(settings.destinations()),
                    settings.vlans().isEmpty() ? null : settings.vlans(),
                    output,
                    settings.outputVlan()));
        }
        if (!fresh.equals(mirrors)) {
            mirrors = List.copyOf(fresh);
            macs.clear();
        }
    }

    private Set<Bundle> bundlesOf(Set<String> names) {
        Set<Bundle> found = new HashSet<>();
        for (Bundle bundle : bundles) {
            if (names.contains(bundle.name())) {
                found.add(bundle);
            }
        }
        return found;
    }

    /** Whether nothing but copies of mirrors goes by a port. */
    boolean isForMirrorsAlone(Bundle bundle) {
        for (int i = 0; i < mirrors.size(); i++) {
            if (mirrors.get(i).output() == bundle) {
                return true;
            }
        }
        return false;
    }

    List<Bundle> bundles() {
        return bundles;
    }

    /** The numbers of its ports by name. */
    public PortNames names(boolean shown) {
        Map<String, Integer> byName = new HashMap<>();
        ports.all().forEach(port -> byName.put(port.name(), port.number()));
        return new PortNames(byName, shown);
    }

    /** Whether it drops what no flow is for; else it switches by MAC addresses as long as there is no controller. */
    public boolean isSecure() {
        return secure;
    }

    /** With another fail mode the flows go, and the usual one comes where there is no controller ({@code ofproto_set_fail_mode}). */
    public void setSecure(boolean wanted) {
        if (secure != wanted) {
            secure = wanted;
            flushAll();
        }
    }

    /** Deletes all flows ({@code ofproto_flush_flows}). */
    private void flushAll() {
        tables.clear();
        if (!secure) {
            addUsualFlow();
        }
    }

    private void addUsualFlow() {
        try {
            tables.apply(FlowMods.add(0, List.of(new Action.Output(PortNames.NORMAL))));
        } catch (FlowModException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@code alloc_ofp_port}: the number asked for where it is free, else the next one that was not used before. */
    int allocate(OptionalInt requested) {
        int wanted = requested.orElse(0);
        if (wanted > 0 && wanted < PortNames.MAX && ports.get(wanted) == null) {
            usedNumbers.add(wanted);
            return wanted;
        }
        for (int tried = 0; tried < MOST_AUTOMATIC; tried++) {
            lastNumber = lastNumber + 1 >= MOST_AUTOMATIC ? 1 : lastNumber + 1;
            if (usedNumbers.add(lastNumber)) {
                return lastNumber;
            }
        }
        usedNumbers.removeIf(number -> ports.get(number) == null);
        return allocate(requested);
    }

    void add(OfPort port) {
        ports.put(port);
    }

    void remove(OfPort port) {
        ports.remove(port);
        Bundle bundle = port.bundle;
        if (bundle != null) {
            bundles.remove(bundle);
            macs.flush(bundle);
        }
    }

    /**
     * Says what a port makes of VLAN tags ({@code bundle_set}).
     *
     */
    void setVlans(OfPort port, String bundleName, VlanSettings settings) {
        VlanMode mode = settings.mode();
        int tag = settings.tag();
        BitSet trunks = settings.trunks();
        Bundle bundle = port.bundle;
        if (bundle == null) {
            bundle = new Bundle(bundleName, port);
            port.bundle = bundle;
            bundles.add(bundle);
        }
        int vlan = mode == VlanMode.TRUNK ? -1 : Math.max(tag, 0);
        BitSet carried = mode == VlanMode.ACCESS || mode == VlanMode.DOT1Q_TUNNEL || trunks.isEmpty() ? null : trunks;
        if (carried != null && vlan >= 0) {
            carried = (BitSet) trunks.clone();
            carried.set(vlan);
        }
        BitSet customers = settings.customerVlans().isEmpty() ? null : settings.customerVlans();
        boolean same = Objects.equals(carried, bundle.trunks)
                && Objects.equals(customers, bundle.customerVlans)
                && settings.serviceProtocol() == bundle.serviceProtocol;
        if (bundle.mode != mode || bundle.vlan != vlan || !same) {
            bundle.customerVlans = customers;
            bundle.serviceProtocol = settings.serviceProtocol();
            bundle.mode = mode;
            bundle.vlan = vlan;
            bundle.trunks = carried;
            macs.flush(bundle);
        }
    }
}
