package dev.vethlab.vswitch.ofproto;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.openvswitch.Datapath;
import dev.vethlab.kernel.openvswitch.DatapathAction;
import dev.vethlab.kernel.openvswitch.PacketKey;
import dev.vethlab.kernel.openvswitch.Upcall;
import dev.vethlab.kernel.openvswitch.Vport;
import dev.vethlab.vswitch.flow.FlowExtract;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All bridges of a machine, and the datapath that they share ({@code struct dpif_backer}). */
public final class Switch implements Upcall {

    private static final String DATAPATH = "ovs-system";

    private final NetNamespace net;
    private final Map<String, Bridge> bridges = new TreeMap<>();
    private final Map<Vport, OfPort> byVport = new HashMap<>();
    private final Map<Integer, List<OfPort>> tunnels = new HashMap<>();
    private @Nullable Datapath datapath;
    private final Recirculations recirculations = new Recirculations();
    private long packets;

    /** How often ports came, went or were joined. */
    private long changes;

    /**
     * @param net where the datapath is
     */
    public Switch(NetNamespace net) {
        this.net = net;
    }

    Machine machine() {
        return net.machine();
    }

    Recirculations recirculations() {
        return recirculations;
    }

    /** Has the datapath forget its flows, which are made anew when packets need them ({@code revalidator/purge}). */
    public void purge() {
        recirculations.clear();
    }

    /** All bridges, by name. */
    public List<Bridge> bridges() {
        return List.copyOf(bridges.values());
    }

    public Optional<Bridge> bridge(String name) {
        return Optional.ofNullable(bridges.get(name));
    }

    /** The datapath, while there is a bridge. */
    public Optional<Datapath> datapath() {
        return Optional.ofNullable(datapath);
    }

    /** How many packets the datapath asked about. */
    public long packets() {
        return packets;
    }

    /** Makes a bridge without ports. */
    public Bridge addBridge(String name) throws KernelException {
        if (datapath == null) {
            datapath = new Datapath(net, DATAPATH, this);
        }
        Bridge bridge = new Bridge(machine(), name);
        bridges.put(name, bridge);
        return bridge;
    }

    /** Deletes a bridge with its ports, and the datapath with the last one. */
    public void deleteBridge(Bridge bridge) {
        List.copyOf(bridge.ports()).forEach(this::removePort);
        bridge.tables().clear();
        bridges.remove(bridge.name());
        Datapath path = datapath;
        if (bridges.isEmpty() && path != null) {
            datapath = null;
            path.destroy();
        }
    }

    /**
     * Adds a port.
     *
     * @param requested the number wanted, where one is
     * @throws KernelException where the datapath or a device refuses; ENODEV where there is no device of the name
     */
    public OfPort addPort(
            Bridge bridge, String name, PortType type, OptionalInt requested, Optional<TunnelConfig> tunnel)
            throws KernelException {
        Datapath path = datapath;
        if (path == null) {
            throw new KernelException(Errno.ENODEV);
        }
        Vport vport = plug(path, name, type, tunnel);
        boolean local = type == PortType.INTERNAL && name.equals(bridge.name());
        int number = local ? PortNames.LOCAL : bridge.allocate(requested);
        OfPort port = new OfPort(bridge, name, number, type, drawAddress());
        port.vport = vport;
        port.tunnel = tunnel.orElse(null);
        if (tunnel.isPresent()) {
            join(port, tunnel.get());
        } else if (vport != null) {
            byVport.put(vport, port);
        }
        bridge.add(port);
        changes++;
        return port;
    }

    private void join(OfPort port, TunnelConfig tunnel) {
        tunnels.computeIfAbsent(tunnel.udpPort(), udp -> new ArrayList<>()).add(port);
    }

    /** Gives a tunnel port other options; it stays the port that it is ({@code netdev_set_config}). */
    public void setTunnel(OfPort port, TunnelConfig wanted) throws KernelException {
        TunnelConfig old = port.tunnel;
        Datapath path = datapath;
        if (old == null || path == null || old.equals(wanted)) {
            return;
        }
        if (old.udpPort() != wanted.udpPort()) {
            leave(port, old);
            port.vport = plugTunnel(path, wanted.udpPort());
            join(port, wanted);
        }
        port.tunnel = wanted;
    }

    /** Takes a port from those that share a device for their tunnels; the device goes with the last one. */
    private void leave(OfPort port, TunnelConfig tunnel) {
        List<OfPort> others = tunnels.getOrDefault(tunnel.udpPort(), new ArrayList<>());
        others.remove(port);
        Vport vport = port.vport;
        Datapath path = datapath;
        if (others.isEmpty() && vport != null && path != null) {
            tunnels.remove(tunnel.udpPort());
            path.remove(vport);
        }
    }

    /** The device of all tunnels of a UDP port, or of GRE where that is 0; made with the first of them. */
    private static Vport plugTunnel(Datapath path, int udpPort) throws KernelException {
        String name = udpPort == 0 ? "gre_sys" : "vxlan_sys_" + udpPort;
        for (Vport port : path.ports()) {
            if (port.type().isTunnel() && port.name().equals(name)) {
                return port;
            }
        }
        return udpPort == 0 ? path.addGre() : path.addVxlan(udpPort);
    }

    private @Nullable Vport plug(Datapath path, String name, PortType type, Optional<TunnelConfig> tunnel)
            throws KernelException {
        switch (type) {
            case INTERNAL:
                return path.addInternal(name);
            case PATCH:
                return null;
            case VXLAN, GRE:
                return plugTunnel(path, tunnel.orElseThrow().udpPort());
            default:
                NetDevice device = net.devices().byName(name).orElseThrow(() -> new KernelException(Errno.ENODEV));
                return path.addDevice(device);
        }
    }

    private MacAddress drawAddress() {
        long bits = machine().random().nextLong() & 0xffff_ffff_ffffL;
        return new MacAddress(bits & ~(1L << 40) | 1L << 41);
    }

    /** Takes a port away, and its device with it where it was made for that. */
    public void removePort(OfPort port) {
        port.bridge().remove(port);
        changes++;
        TunnelConfig tunnel = port.tunnel;
        Vport vport = port.vport;
        Datapath path = datapath;
        if (tunnel != null) {
            leave(port, tunnel);
        } else if (vport != null && path != null) {
            byVport.remove(vport);
            path.remove(vport);
        }
    }

    /** Forgets a port whose device has another name by now: the device stays with the datapath until that ends. */
    public void forgetRenamed(OfPort port) {
        port.bridge().remove(port);
        Vport vport = port.vport;
        if (vport != null) {
            byVport.remove(vport);
        }
    }

    /** Says which port is the other end of a patch port. */
    public void setPeer(OfPort port, String peer) {
        if (!port.peer.equals(peer)) {
            port.peer = peer;
            changes++;
        }
    }

    /** Says what a port makes of VLAN tags. */
    public void setVlans(OfPort port, String name, VlanSettings settings) {
        port.bridge().setVlans(port, name, settings);
    }

    /** The other end of a patch port, where that has this one for its own other end. */
    @Nullable
    OfPort peerOf(OfPort port) {
        if (port.peerKnownAt != changes) {
            port.peerKnownAt = changes;
            port.peerPort = findPeer(port);
        }
        return port.peerPort;
    }

    private @Nullable OfPort findPeer(OfPort port) {
        for (Bridge bridge : bridges.values()) {
            OfPort peer = bridge.port(port.peer).orElse(null);
            if (peer != null && peer.type() == PortType.PATCH && peer.peer().equals(port.name())) {
                return peer;
            }
        }
        return null;
    }

    @Override
    public void gone(Vport vport) {
        OfPort port = byVport.remove(vport);
        if (port != null) {
            port.vport = null;
            port.bridge().remove(port);
            changes++;
        }
    }

    @Override
    public List<DatapathAction> miss(Vport vport, Skb skb, PacketKey key) {
        packets++;
        OfPort port = vport.type().isTunnel() ? tunnelPort(vport, skb) : byVport.get(vport);
        if (port == null) {
            return List.of();
        }
        FlowKey flow = FlowExtract.of(skb);
        flow.set(Slot.IN_PORT, port.number());
        flow.set(Slot.RECIRC_ID, key.recirculation());
        flow.set(Slot.DP_HASH, key.hash());
        flow.set(Slot.CT_STATE, key.ctState());
        flow.set(Slot.CT_ZONE, key.ctZone());
        flow.set(Slot.CT_MARK, key.ctMark());
        flow.set(Slot.CT_LABEL, key.ctLabel());
        long length = skb.length() + (skb.isTagged() ? 4 : 0);
        boolean told = machine().tracer().isOn();
        Trace trace = told ? Trace.root() : null;
        Translation translation = new Translation(this, port.bridge(), flow, true, length, trace);
        List<DatapathAction> actions = translation.run();
        if (trace != null) {
            TraceSteps.add(skb, trace);
            TraceSteps.leftOut(skb, translation.leftOut());
        }
        return actions;
    }

    /** The tunnel port that a packet is for: first those that ask for more ({@code tnl_find}). */
    private @Nullable OfPort tunnelPort(Vport vport, Skb skb) {
        TunnelInfo tunnel = skb.tunnel;
        if (tunnel == null) {
            return null;
        }
        OfPort best = null;
        int bestRank = Integer.MAX_VALUE;
        for (List<OfPort> ports : tunnels.values()) {
            for (OfPort port : ports) {
                TunnelConfig config = port.tunnel;
                int rank = port.vport == vport && config != null ? rank(config, tunnel) : Integer.MAX_VALUE;
                if (rank < bestRank) {
                    best = port;
                    bestRank = rank;
                }
            }
        }
        return best;
    }

    private static int rank(TunnelConfig config, TunnelInfo tunnel) {
        boolean key = config.inKey().isEmpty() || config.inKey().getAsLong() == tunnel.id();
        boolean remote = config.remote().isEmpty() || config.remote().get().equals(tunnel.source());
        Ipv4Address local = config.local().orElse(Ipv4Address.ANY);
        if (!key || !remote || !local.isAny() && !local.equals(tunnel.destination())) {
            return Integer.MAX_VALUE;
        }
        return (config.inKey().isEmpty() ? 8 : 0)
                + (config.remote().isEmpty() ? 4 : 0)
                + (local.isAny() ? config.local().isEmpty() ? 2 : 1 : 0);
    }

    /** What would become of a packet, told in full ({@code ofproto/trace}); the numbers of its copies are kept until {@link #forgetTraced}. */
    public TraceResult trace(Bridge bridge, FlowKey flow) {
        FlowKey initial = flow.copy();
        Trace trace = Trace.root();
        FlowKey changing = flow.copy();
        Translation translation = new Translation(this, bridge, changing, false, 0, trace);
        translation.run();
        StringBuilder decisions = new StringBuilder();
        trace.print(decisions, 0);
        return new TraceResult(
                initial,
                decisions.toString(),
                changing,
                translation.wildcards,
                translation.commit.text(),
                translation.commit.isSlow(),
                translation.error(),
                List.copyOf(translation.forks()));
    }

    /** Forgets what was kept for packets that were only asked about. */
    public void forgetTraced() {
        recirculations.releaseUnused();
    }
}
