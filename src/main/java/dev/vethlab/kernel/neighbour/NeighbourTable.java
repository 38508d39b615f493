package dev.vethlab.kernel.neighbour;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The neighbours of a namespace: the part of {@code arp_tbl} that belongs to it. */
public final class NeighbourTable {

    private static final int FIRST_BUCKETS = 8;
    private static final int LEAST_MTU = 68;
    private static final int MIX = 0x9e3779b1;

    private final NetNamespace net;
    private final Map<NetDevice, NeighParms> parms = new IdentityHashMap<>();
    private final List<Neighbour> entries = new ArrayList<>();
    final NeighbourTrace trace = new NeighbourTrace();
    private final ProxyNeighbours proxies = new ProxyNeighbours(this);
    private final NeighbourUpkeep upkeep;
    private @Nullable Neighbour[] buckets = new Neighbour[FIRST_BUCKETS];
    private @Nullable NeighbourProtocol protocol;

    /** Begins a table that follows the devices of its namespace; its entries count among those of the machine. */
    public NeighbourTable(NetNamespace net, NeighbourUpkeep upkeep) {
        this.net = net;
        this.upkeep = upkeep;
        net.addListener(this::onDevice);
        net.sysctls().mount("net/ipv4/neigh", new NeighDirectory(net, this));
    }

    /** Sets the protocol that resolves neighbours; called once, before the first packet. */
    public void setProtocol(NeighbourProtocol protocol) {
        this.protocol = protocol;
    }

    NeighbourProtocol protocol() {
        NeighbourProtocol known = protocol;
        if (known == null) {
            throw new IllegalStateException(net.label() + " has no protocol to find neighbours with");
        }
        return known;
    }

    /** The settings of a device's neighbours; a device has them from its beginning. */
    public NeighParms parms(NetDevice device) {
        NeighParms known = settings(device);
        known.drawOnce();
        return known;
    }

    /** A device follows new defaults no longer: it has got an address ({@code neigh_parms_data_state_setall}). */
    public void ownSettings(NetDevice device) {
        settings(device).ownAll();
    }

    private NeighParms settings(NetDevice device) {
        return parms.computeIfAbsent(
                device, missing -> new NeighParms(upkeep.defaults(), base -> upkeep.reachableTime(device, base)));
    }

    /** What new devices of all namespaces begin with. */
    public NeighParms defaults() {
        return upkeep.defaults();
    }

    /** From how many entries of all namespaces on something is done. */
    public NeighThresholds thresholds() {
        return upkeep.thresholds();
    }

    /** Changes a limit; only the first namespace may. */
    public void setThreshold(NeighThresholds.Which which, int value) {
        upkeep.thresholds().set(which, value);
        upkeep.watch();
    }

    /** How many entries are about a device. */
    public int count(NetDevice device) {
        int count = 0;
        for (Neighbour neighbour : entries) {
            count += neighbour.device() == device ? 1 : 0;
        }
        return count;
    }

    /** What all namespaces share. */
    NeighbourUpkeep upkeep() {
        return upkeep;
    }

    /** Whether a device has such settings: every one with IPv4 has. */
    public boolean hasParms(NetDevice device) {
        return device.mtu() >= LEAST_MTU;
    }

    /** The entries that stand for others. */
    public ProxyNeighbours proxies() {
        return proxies;
    }

    /** All entries, in the order in which they were made. */
    public List<Neighbour> all() {
        return List.copyOf(entries);
    }

    /** The entry, if there is one ({@code neigh_lookup}). */
    public Optional<Neighbour> find(Ipv4Address key, NetDevice device) {
        return Optional.ofNullable(lookup(key, device));
    }

    /** The entry, null where there is none ({@code neigh_lookup}). */
    public @Nullable Neighbour lookup(Ipv4Address key, NetDevice device) {
        Neighbour neighbour = buckets[bucket(key, device)];
        while (neighbour != null
                && (neighbour.device() != device || neighbour.key().bits() != key.bits())) {
            neighbour = neighbour.next;
        }
        return neighbour;
    }

    /**
     * The entry that packets by way of {@code nextHop} go to, made where there is none ({@code ip_neigh_gw4}). On devices that
     * have no neighbours to tell apart all share one. Where none can be made the answer drops what it gets.
     */
    public Neighbour findOrCreate(Ipv4Address nextHop, NetDevice device) {
        Ipv4Address key = isShared(device) ? Ipv4Address.ANY : nextHop;
        Neighbour known = lookup(key, device);
        if (known != null) {
            return known;
        }
        try {
            return create(key, device, 0, device.isLoopback());
        } catch (KernelException refused) {
            return new Neighbour(this, key, device, parms(device));
        }
    }

    /**
     * Makes an entry ({@code ___neigh_create}); on a device that has no neighbours to tell apart it is the one that all share.
     *
     * @param flags {@code NTF_*} that it begins with
     * @param exempt whether it does not count towards the limits
     * @throws KernelException ENOBUFS where there are too many, EINVAL where the device does not speak the protocol
     */
    public Neighbour create(Ipv4Address nextHop, NetDevice device, int flags, boolean exempt) throws KernelException {
        if (!exempt && !upkeep.makeRoom()) {
            throw new KernelException(Errno.ENOBUFS);
        }
        Ipv4Address key = isShared(device) ? Ipv4Address.ANY : nextHop;
        Neighbour known = lookup(key, device);
        if (known != null) {
            return known;
        }
        Neighbour made = new Neighbour(this, key, device, parms(device));
        made.flags = flags;
        protocol().construct(made);
        made.dead = false;
        if (entries.size() >= buckets.length) {
            grow();
        }
        link(made);
        entries.add(made);
        keepResolved(made);
        upkeep.added(made, exempt);
        return made;
    }

    /** Removes an entry ({@code neigh_remove_one}). */
    public void remove(Neighbour neighbour) {
        if (entries.remove(neighbour)) {
            unlink(neighbour);
            upkeep.removed(neighbour);
            tell(neighbour, true);
            neighbour.die();
        }
    }

    /** Tells those who listen what has become of an entry ({@code __neigh_notify}). */
    void tell(Neighbour neighbour, boolean deleted) {
        if (net.notifications().areHeard()) {
            net.notifications().tell(new NeighbourNotification(neighbour, deleted));
        }
    }

    /** Uses an entry without a packet, so that it gets resolved ({@code neigh_event_send}). */
    public void use(Neighbour neighbour) {
        neighbour.eventSend(null, true);
    }

    /** Something above has heard from a neighbour ({@code ipv4_confirm_neigh}). */
    public void confirm(Ipv4Address nextHop, NetDevice device) {
        Neighbour neighbour = lookup(isShared(device) ? Ipv4Address.ANY : nextHop, device);
        if (neighbour != null) {
            neighbour.confirm();
        }
    }

    /** Forgets a device's neighbours, all of them and those it stands for ({@code neigh_ifdown}). */
    public void ifDown(NetDevice device) {
        flush(neighbour -> neighbour.device() == device);
        proxies.forget(device, true);
    }

    /** Forgets a device's neighbours but for the permanent ones ({@code neigh_carrier_down}). */
    public void carrierDown(NetDevice device) {
        flush(neighbour -> neighbour.device() == device && neighbour.state() != NudState.PERMANENT);
        proxies.forget(device, false);
    }

    /** Forgets a device's neighbours: its own address is another one now ({@code neigh_changeaddr}). */
    public void changeAddress(NetDevice device) {
        flush(neighbour -> neighbour.device() == device);
    }

    /** Adds a managed entry to those that are kept resolved, or takes it away. */
    void keepResolved(Neighbour neighbour) {
        upkeep.keepResolved(neighbour);
    }

    /** An entry may have become one that does not count towards the limits, or one that does. */
    void reclassify(Neighbour neighbour) {
        upkeep.reclassify(neighbour);
    }

    private void onDevice(DeviceEvent event, NetDevice device) {
        switch (event) {
            case DOWN -> ifDown(device);
            case UNREGISTER -> forget(device);
            case CHANGE_MTU -> {
                if (device.mtu() < LEAST_MTU) {
                    forget(device);
                }
            }
            default -> {}
        }
        if (protocol != null) {
            protocol.on(event, device);
        }
    }

    /** The device has IPv4 no longer ({@code inetdev_destroy}). */
    private void forget(NetDevice device) {
        ifDown(device);
        parms.remove(device);
    }

    private void flush(Predicate<Neighbour> which) {
        if (entries.isEmpty()) {
            return;
        }
        for (Neighbour neighbour : List.copyOf(entries)) {
            if (which.test(neighbour)) {
                remove(neighbour);
            }
        }
    }

    private static boolean isShared(NetDevice device) {
        return device.isLoopback() || (device.flags() & DeviceFlags.IFF_POINTOPOINT) != 0;
    }

    private int bucket(Ipv4Address key, NetDevice device) {
        int mixed = (key.bits() + 31 * device.index()) * MIX;
        return mixed >>> Integer.numberOfLeadingZeros(buckets.length) + 1;
    }

    private void link(Neighbour neighbour) {
        int bucket = bucket(neighbour.key(), neighbour.device());
        neighbour.next = buckets[bucket];
        buckets[bucket] = neighbour;
    }

    private void unlink(Neighbour neighbour) {
        int bucket = bucket(neighbour.key(), neighbour.device());
        Neighbour at = buckets[bucket];
        if (at == neighbour) {
            buckets[bucket] = neighbour.next;
            return;
        }
        while (at != null && at.next != neighbour) {
            at = at.next;
        }
        if (at != null) {
            at.next = neighbour.next;
        }
    }

    private void grow() {
        buckets = new Neighbour[buckets.length * 2];
        entries.forEach(this::link);
    }
}
