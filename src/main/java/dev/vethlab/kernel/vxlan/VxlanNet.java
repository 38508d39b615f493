package dev.vethlab.kernel.vxlan;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.socket.Sockets;
import dev.vethlab.kernel.socket.UdpSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The VXLAN devices that were made in a namespace, and the sockets that they share ({@code struct vxlan_net}). */
final class VxlanNet {

    /** A socket and the devices that are up and receive by it ({@code struct vxlan_sock}). */
    private record Shared(UdpSocket socket, List<VxlanDevice> devices) {}

    private final NetNamespace net;
    private final List<VxlanDevice> devices = new ArrayList<>();
    private final Map<Integer, Shared> sockets = new HashMap<>();

    private VxlanNet(NetNamespace net) {
        this.net = net;
        net.addListener(this::onDevice);
        net.atExit(() -> DeviceTable.deleteAll(List.copyOf(devices)));
    }

    static VxlanNet of(NetNamespace net) {
        return net.subsystem(VxlanNet.class, VxlanNet::new);
    }

    void add(VxlanDevice device) {
        devices.add(device);
    }

    void remove(VxlanDevice device) {
        devices.remove(device);
    }

    /** Whether a device other than this one has the same network and port. */
    boolean isTaken(VxlanConfig config, VxlanDevice except) {
        for (VxlanDevice device : devices) {
            boolean sameNetwork = device.config().vni == config.vni && device.config().external == config.external;
            if (device != except && sameNetwork && device.config().port == config.port) {
                return true;
            }
        }
        return false;
    }

    /** The device that is up for a network at a port ({@code vxlan_find_vni}). */
    Optional<VxlanDevice> find(int port, int vni) {
        Shared shared = sockets.get(port);
        if (shared == null) {
            return Optional.empty();
        }
        for (VxlanDevice device : shared.devices) {
            if (device.config().external || device.config().vni == vni) {
                return Optional.of(device);
            }
        }
        return Optional.empty();
    }

    /** A device came up: it receives from now on ({@code vxlan_sock_add}). */
    void open(VxlanDevice device) throws KernelException {
        int port = device.config().port;
        Shared shared = sockets.get(port);
        if (shared == null) {
            UdpSocket socket = net.subsystem(Sockets.class).udp();
            socket.bind(Ipv4Address.ANY, port);
            socket.encapsulate((skb, packet, datagram) -> VxlanInput.receive(this, port, skb, packet, datagram));
            shared = new Shared(socket, new ArrayList<>());
            sockets.put(port, shared);
        } else if (shared.devices.get(0).config().external != device.config().external) {
            throw new KernelException(Errno.EADDRINUSE);
        }
        shared.devices.add(device);
    }

    /** A device went down ({@code vxlan_sock_release}). */
    void close(VxlanDevice device) {
        int port = device.config().port;
        Shared shared = sockets.get(port);
        if (shared != null) {
            shared.devices.remove(device);
            if (shared.devices.isEmpty()) {
                shared.socket.close();
                sockets.remove(port);
            }
        }
    }

    /** A device that others are made over leaves: they go with it ({@code vxlan_handle_lowerdev_unregister}). */
    private void onDevice(DeviceEvent event, NetDevice lower) {
        if (event != DeviceEvent.UNREGISTER) {
            return;
        }
        List<NetDevice> going = new ArrayList<>(devices);
        going.removeIf(device -> ((VxlanDevice) device).config().device != lower.index());
        DeviceTable.deleteAll(going);
    }
}
