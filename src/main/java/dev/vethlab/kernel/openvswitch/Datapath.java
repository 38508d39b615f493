package dev.vethlab.kernel.openvswitch;

import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.DeviceState;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.PacketType;
import dev.vethlab.kernel.device.RxHandler;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.tunnel.TunnelConfig;
import dev.vethlab.kernel.tunnel.TunnelDevice;
import dev.vethlab.kernel.tunnel.TunnelType;
import dev.vethlab.kernel.vxlan.VxlanConfig;
import dev.vethlab.kernel.vxlan.VxlanDevice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A datapath and its ports (net/openvswitch/datapath.c). */
public final class Datapath {

    /** The number of the datapath's own port. */
    public static final int LOCAL = 0;

    private static final int MOST_PORTS = 65_535;
    private static final int TUNNEL_MTU = 65_000;

    private final NetNamespace net;
    private final Upcall upcall;
    private final Map<Integer, Vport> ports = new TreeMap<>();
    private final ActionExecution execution = new ActionExecution(this);
    private final InternalDevice own;

    /**
     * Makes a datapath ({@code ovs_dp_cmd_new}).
     *
     * @param name the name of its own device, as {@code ovs-system}
     * @throws KernelException EEXIST where there is a device of that name
     */
    public Datapath(NetNamespace net, String name, Upcall upcall) throws KernelException {
        this.net = net;
        this.upcall = upcall;
        this.own = new InternalDevice(net, name, this);
        net.machine().build().complete();
        plug(own, LOCAL);
    }

    public NetNamespace net() {
        return net;
    }

    /** The device that is master of those that are ports. */
    public NetDevice device() {
        return own;
    }

    /** All ports by number, its own first. */
    public List<Vport> ports() {
        return List.copyOf(ports.values());
    }

    public Optional<Vport> port(int number) {
        return Optional.ofNullable(ports.get(number));
    }

    @Nullable
    Vport find(int number) {
        return ports.get(number);
    }

    /** Makes a device of the host that is plugged in. */
    public Vport addInternal(String name) throws KernelException {
        return plug(new InternalDevice(net, name, this), freeNumber());
    }

    private Vport plug(InternalDevice device, int number) throws KernelException {
        net.devices().register(device, 0);
        Vport port = new Vport(this, number, Vport.Type.INTERNAL, device);
        device.plug(port);
        ports.put(number, port);
        DeviceState.addPromiscuity(device, 1);
        return port;
    }

    /** Takes a device as a port ({@code ovs_netdev_link}). */
    public Vport addDevice(NetDevice device) throws KernelException {
        if (device.isLoopback()
                || device instanceof InternalDevice
                || !device.linkType().equals("ether")) {
            throw new KernelException(Errno.EINVAL);
        }
        return link(device, Vport.Type.NETDEV);
    }

    /** Makes the device for all VXLAN tunnels of a UDP port ({@code vxlan_tnl_create}, with OVS's own way by rtnetlink). */
    public Vport addVxlan(int udpPort) throws KernelException {
        VxlanDevice device = new VxlanDevice(net, net, "vxlan_sys_" + udpPort);
        DeviceSettings.randomAddress(device);
        DeviceSettings.initialMtu(device, TUNNEL_MTU);
        VxlanConfig config = new VxlanConfig();
        config.external = true;
        config.zeroChecksum6 = true;
        config.learning = false;
        config.port = udpPort;
        device.register(config, true, 0);
        return linkTunnel(device, Vport.Type.VXLAN);
    }

    /** Makes the device for all GRE tunnels ({@code gre_tnl_create}). */
    public Vport addGre() throws KernelException {
        TunnelDevice device = new TunnelDevice(net, net, "gre_sys", TunnelType.GRETAP);
        DeviceSettings.initialMtu(device, TUNNEL_MTU);
        device.serveAll();
        device.register(TunnelConfig.PLAIN, true, 0);
        return linkTunnel(device, Vport.Type.GRE);
    }

    private Vport linkTunnel(NetDevice device, Vport.Type type) throws KernelException {
        try {
            DeviceState.up(device);
            return link(device, type);
        } catch (KernelException refusal) {
            DeviceTable.delete(device);
            throw refusal;
        }
    }

    private Vport link(NetDevice device, Vport.Type type) throws KernelException {
        if (device.master().isPresent() || device.uppers().rxHandler().isPresent()) {
            throw new KernelException(Errno.EBUSY);
        }
        Vport port = new Vport(this, freeNumber(), type, device);
        device.uppers().enslave(own, skb -> handle(port, skb));
        device.uppers().follow(port.follower);
        DeviceState.addPromiscuity(device, 1);
        ports.put(port.number(), port);
        return port;
    }

    private int freeNumber() throws KernelException {
        for (int number = 1; number < MOST_PORTS; number++) {
            if (!ports.containsKey(number)) {
                return number;
            }
        }
        throw new KernelException(Errno.EFBIG);
    }

    /** Takes a port away, and its device with it where it was made for that ({@code ovs_vport_cmd_del}). */
    public void remove(Vport port) {
        if (ports.remove(port.number(), port)) {
            detach(port);
            if (port.type() != Vport.Type.NETDEV) {
                DeviceTable.delete(port.device());
            }
        }
    }

    /** Ends the datapath with all its ports ({@code ovs_dp_cmd_del}). */
    public void destroy() {
        List<Vport> going = new ArrayList<>(ports.values());
        Collections.reverse(going);
        going.forEach(this::remove);
    }

    private static void detach(Vport port) {
        NetDevice device = port.device();
        DeviceState.addPromiscuity(device, -1);
        if (device instanceof InternalDevice internal) {
            internal.unplug();
        } else {
            device.uppers().unfollow(port.follower);
            device.uppers().release();
        }
    }

    /** The device of a port leaves its namespace, or for good ({@code dp_device_event}). */
    void vanished(Vport port) {
        if (ports.remove(port.number(), port)) {
            detach(port);
            upcall.gone(port);
        }
    }

    /** {@code netdev_frame_hook}. */
    private RxHandler.Result handle(Vport port, Skb skb) {
        if (skb.type == PacketType.LOOPBACK) {
            return RxHandler.Result.PASS;
        }
        receive(port, skb);
        return RxHandler.Result.CONSUMED;
    }

    /** {@code ovs_vport_receive}. */
    void receive(Vport port, Skb skb) {
        process(port, skb, PacketKey.of(skb));
    }

    /** {@code ovs_dp_process_packet}. */
    void process(Vport port, Skb skb, PacketKey key) {
        execution.run(port, skb, key, upcall.miss(port, skb, key));
    }
}
