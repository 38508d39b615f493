package dev.vethlab.kernel.device;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.wire.EthernetFrame;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A network namespace ({@code struct net}): its devices, and the protocols and listeners attached to it.
 *
 * <p>The protocols above build their own state per namespace and register it here; this class does not know them.
 */
public final class NetNamespace {

    private final Machine machine;
    private final Softnet softnet;
    private final String label;
    private final DeviceTable devices;
    private final List<DeviceListener> listeners = new ArrayList<>();

    /** Who hears every packet; another list when somebody comes or goes, which may be while a packet is heard. */
    private List<PacketHandler> allPackets = List.of();

    private List<ProtocolTap> protocolTaps = List.of();
    private final Notifications notifications = new Notifications();
    private final NetSysctls sysctls;
    private final PacketHooks hooks = new PacketHooks();
    private final Map<NetNamespace, Integer> ids = new IdentityHashMap<>();
    private final Map<Class<?>, Object> subsystems = new IdentityHashMap<>();
    private final List<Runnable> exits = new ArrayList<>();
    private PacketHandler ipv4 = skb -> {};
    private PacketHandler arp = skb -> {};

    /**
     * @param label the name that captures and explanations use for it
     */
    public NetNamespace(Machine machine, Softnet softnet, String label) {
        this(machine, softnet, label, false);
    }

    /**
     * @param label the name that captures and explanations use for it
     * @param initial whether the machine boots with it ({@code init_net}); it has more sysctls than others then
     */
    public NetNamespace(Machine machine, Softnet softnet, String label, boolean initial) {
        this.machine = machine;
        this.softnet = softnet;
        this.label = label;
        this.sysctls = new NetSysctls(initial);
        this.devices = new DeviceTable(this);
        machineSysctls();
    }

    public Machine machine() {
        return machine;
    }

    /** Its settings that belong to no device, and the tree under /proc/sys. */
    public NetSysctls sysctls() {
        return sysctls;
    }

    /** The settings that count for all namespaces: those of the first one, which alone shows them if the machine booted with it. */
    public NetSysctls machineSysctls() {
        return softnet.subsystem(NetSysctls.class, () -> sysctls);
    }

    /** Who is told what changes here. */
    public Notifications notifications() {
        return notifications;
    }

    /** Who looks at packets on their way. */
    public PacketHooks hooks() {
        return hooks;
    }

    /** The receive queue that all namespaces of the machine share. */
    public Softnet softnet() {
        return softnet;
    }

    /** Keeps what a subsystem has for this namespace ({@code net_generic}). */
    public <T> void attach(Class<T> type, T subsystem) {
        subsystems.put(type, subsystem);
    }

    /**
     * What a subsystem has for this namespace.
     *
     * @throws IllegalStateException where nothing was attached
     */
    public <T> T subsystem(Class<T> type) {
        Object found = subsystems.get(type);
        if (found == null) {
            throw new IllegalStateException(label + " has no " + type.getSimpleName());
        }
        return type.cast(found);
    }

    /** What a subsystem has for this namespace, made now if it was not needed before. */
    public <T> T subsystem(Class<T> type, Function<NetNamespace, T> maker) {
        Object found = subsystems.get(type);
        if (found == null) {
            found = maker.apply(this);
            subsystems.put(type, found);
        }
        return type.cast(found);
    }

    /** Has something done when the namespace ends, before its devices go ({@code pernet_operations.exit}). */
    public void atExit(Runnable action) {
        exits.add(action);
    }

    void exit() {
        List.copyOf(exits).forEach(Runnable::run);
    }

    /** What follows the carriers of all devices of the machine. */
    public LinkWatch linkWatch() {
        return softnet.linkWatch();
    }

    public String label() {
        return label;
    }

    public DeviceTable devices() {
        return devices;
    }

    /** Adds a listener; listeners are told in the order in which they were added. */
    public void addListener(DeviceListener listener) {
        listeners.add(listener);
    }

    public void removeListener(DeviceListener listener) {
        listeners.remove(listener);
    }

    /** Tells every listener, then those who follow the device ({@code call_netdevice_notifiers}). */
    public void notifyListeners(DeviceEvent event, NetDevice device) {
        for (DeviceListener listener : listeners) {
            listener.on(event, device);
        }
        device.uppers().tell(event);
    }

    /** Registers the protocol for {@link EthernetFrame#TYPE_IPV4}. */
    public void registerIpv4(PacketHandler handler) {
        ipv4 = handler;
    }

    /** Registers the protocol for {@link EthernetFrame#TYPE_ARP}. */
    public void registerArp(PacketHandler handler) {
        arp = handler;
    }

    /** Adds a packet socket's ear: it gets every packet received, before any protocol. */
    public void addPacketTap(PacketHandler handler) {
        allPackets = with(allPackets, handler);
    }

    public void removePacketTap(PacketHandler handler) {
        allPackets = without(allPackets, handler);
    }

    List<PacketHandler> packetTaps() {
        return allPackets;
    }

    /**
     * Adds the ear of a packet socket of one protocol, which hears as protocols do: after a bridge has taken what is its own.
     */
    public void addProtocolTap(ProtocolTap tap) {
        protocolTaps = with(protocolTaps, tap);
    }

    public void removeProtocolTap(ProtocolTap tap) {
        protocolTaps = without(protocolTaps, tap);
    }

    private static <T> List<T> with(List<T> ears, T more) {
        List<T> all = new ArrayList<>(ears);
        all.add(more);
        return List.copyOf(all);
    }

    private static <T> List<T> without(List<T> ears, T gone) {
        List<T> left = new ArrayList<>(ears);
        left.remove(gone);
        return List.copyOf(left);
    }

    private boolean tap(Skb skb) {
        boolean taken = false;
        for (ProtocolTap tap : protocolTaps) {
            if (tap.hears(skb)) {
                tap.receive(skb);
                taken = true;
            }
        }
        return taken;
    }

    /** Hands a packet to the protocol of its EtherType; false where nobody takes it. */
    boolean deliver(Skb skb) {
        boolean tapped = !protocolTaps.isEmpty() && tap(skb);
        if (skb.protocol == EthernetFrame.TYPE_IPV4) {
            ipv4.receive(skb);
            return true;
        }
        if (skb.protocol == EthernetFrame.TYPE_ARP) {
            arp.receive(skb);
            return true;
        }
        return tapped;
    }

    /** The id by which this namespace calls another one, if it has given it one ({@code peernet2id}). */
    public OptionalInt idOf(NetNamespace other) {
        Integer id = ids.get(other);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The id by which this namespace calls another one, the lowest free one if it has none ({@code peernet2id_alloc}). */
    public int allocateIdOf(NetNamespace other) {
        return ids.computeIfAbsent(other, peer -> {
            int id = 0;
            while (ids.containsValue(id)) {
                id++;
            }
            return id;
        });
    }

    /** The namespace that this one calls by an id ({@code get_net_ns_by_id}). */
    public Optional<NetNamespace> byId(int id) {
        return Optional.ofNullable(ids().get(id));
    }

    /** The ids that this namespace has given, rising. */
    public Map<Integer, NetNamespace> ids() {
        Map<Integer, NetNamespace> byId = new TreeMap<>();
        ids.forEach((other, id) -> byId.put(id, other));
        return byId;
    }

    /** Sets the id by which this namespace calls another one ({@code ip netns set}). */
    public void setIdOf(NetNamespace other, int id) {
        ids.put(other, id);
    }

    /** Forgets a namespace that is being deleted. */
    public void forgetIdOf(NetNamespace other) {
        ids.remove(other);
    }
}
