package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.DeviceFlags;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.FibConfig;
import dev.vethlab.kernel.route.HopConfig;
import dev.vethlab.kernel.route.RouteMetrics;
import dev.vethlab.kernel.route.RouteType;
import dev.vethlab.kernel.rtnetlink.AddressMessages;
import dev.vethlab.kernel.rtnetlink.AddressRequest;
import dev.vethlab.kernel.rtnetlink.LinkRequest;
import dev.vethlab.kernel.rtnetlink.Links;
import dev.vethlab.kernel.socket.RawSocket;
import dev.vethlab.kernel.sysctl.SysctlFile;
import dev.vethlab.kernel.trace.CapturedPacket;
import dev.vethlab.kernel.trace.Direction;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Namespaces joined by veth pairs, made with the kernel's own calls, for tests of what passes between them. */
final class TestNetwork {

    private static final int MAIN = 254;
    private static final int PROTOCOL_BOOT = 3;

    final Kernel kernel = new Kernel(42, 10_000);

    /** A namespace; made, with {@code lo} up, where there is none of this name. */
    Namespace namespace(String name) {
        return kernel.named(name).orElseGet(() -> {
            try {
                Namespace made = kernel.add(name);
                up(made, "lo");
                return made;
            } catch (KernelException refused) {
                throw new AssertionError(refused);
            }
        });
    }

    /** Joins two namespaces; both ends are up. An end is {@code namespace/device address/length}. */
    void join(String one, String other) throws KernelException {
        String[] left = one.split("[/ ]");
        String[] right = other.split("[/ ]");
        Namespace from = namespace(left[0]);
        Namespace to = namespace(right[0]);
        LinkRequest peer = new LinkRequest().name(right[1]).namespace(to.net());
        new Links(from.net())
                .apply(new LinkRequest()
                        .intent(LinkRequest.Intent.ADD)
                        .name(left[1])
                        .kind("veth")
                        .peer(peer));
        up(from, left[1]);
        up(to, right[1]);
        address(from, left[1], left[2], Integer.parseInt(left[3]));
        address(to, right[1], right[2], Integer.parseInt(right[3]));
    }

    void up(Namespace namespace, String device) throws KernelException {
        apply(namespace, device, new LinkRequest().flag(DeviceFlags.IFF_UP, true));
    }

    void mtu(String namespace, String device, int mtu) throws KernelException {
        apply(namespace(namespace), device, new LinkRequest().mtu(mtu));
    }

    private static void apply(Namespace namespace, String device, LinkRequest request) throws KernelException {
        new Links(namespace.net()).apply(request.index(device(namespace, device).index()));
    }

    void address(Namespace namespace, String device, String address, int length) throws KernelException {
        Ipv4Address local = ip(address);
        AddressRequest plain = AddressRequest.of(device(namespace, device).index(), local, length);
        AddressRequest request = new AddressRequest(
                plain.index(),
                plain.local(),
                plain.address(),
                length,
                Optional.of(new Ipv4Prefix(local, length).broadcast()),
                plain.scope(),
                plain.flags(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                false);
        new AddressMessages(namespace.net(), namespace.inet()).newAddress(request);
    }

    void route(String namespace, String destination, int length, String gateway) throws KernelException {
        route(namespace, destination, length, RouteType.UNICAST, new HopConfig(0, Optional.of(ip(gateway)), 0, 1, 0));
    }

    void route(String namespace, String destination, int length, RouteType type) throws KernelException {
        route(namespace, destination, length, type, HopConfig.NONE);
    }

    private void route(String namespace, String destination, int length, RouteType type, HopConfig hop)
            throws KernelException {
        namespace(namespace)
                .fib()
                .control()
                .add(new FibConfig(
                        FibConfig.CREATE | FibConfig.EXCLUSIVE,
                        new Ipv4Prefix(ip(destination), length),
                        0,
                        MAIN,
                        PROTOCOL_BOOT,
                        0,
                        type,
                        0,
                        0,
                        Ipv4Address.ANY,
                        RouteMetrics.NONE,
                        hop,
                        List.of(),
                        0));
    }

    void sysctl(String namespace, String path, String value) throws KernelException {
        SysctlFile file = (SysctlFile)
                namespace(namespace).net().sysctls().find(path).orElseThrow(() -> new AssertionError(path));
        file.write(value);
    }

    /** Sends echo requests by a raw socket, which learns of errors, and waits a second after each. */
    RawSocket ping(String namespace, String destination, int size, int count) throws KernelException {
        RawSocket socket = socket(namespace);
        for (int i = 1; i <= count; i++) {
            send(socket, destination, size, i);
            sleep(1_000);
        }
        return socket;
    }

    RawSocket socket(String namespace) {
        RawSocket socket = namespace(namespace).sockets().raw(Ipv4Packet.ICMP);
        socket.receiveErrors();
        return socket;
    }

    void send(RawSocket socket, String destination, int size, int sequence) throws KernelException {
        socket.sendTo(ip(destination), 0, IcmpMessage.echoRequest(9, sequence, Bytes.of(new byte[size])));
    }

    void sleep(int milliseconds) {
        kernel.machine().sleep(milliseconds * 1_000_000L);
    }

    /** The IPv4 packets that came in by a device. */
    List<Ipv4Packet> received(String namespace, String device) {
        return packets(namespace, device, Direction.IN);
    }

    /** The IPv4 packets that left by a device. */
    List<Ipv4Packet> sent(String namespace, String device) {
        return packets(namespace, device, Direction.OUT);
    }

    private List<Ipv4Packet> packets(String namespace, String device, Direction direction) {
        List<Ipv4Packet> packets = new ArrayList<>();
        kernel.machine().captures().find(namespace, device).ifPresent(capture -> {
            for (CapturedPacket seen : capture.packets()) {
                if (seen.direction() == direction && seen.frame().payload() instanceof Ipv4Packet packet) {
                    packets.add(packet);
                }
            }
        });
        return packets;
    }

    /** The ICMP messages of a type among packets. */
    static List<IcmpMessage> icmp(List<Ipv4Packet> packets, int type) {
        List<IcmpMessage> messages = new ArrayList<>();
        for (Ipv4Packet packet : packets) {
            if (packet.payload() instanceof IcmpMessage message && message.type() == type) {
                messages.add(message);
            }
        }
        return messages;
    }

    static NetDevice device(Namespace namespace, String name) {
        return namespace.net().devices().byName(name).orElseThrow(() -> new AssertionError(name));
    }

    static Ipv4Address ip(String text) {
        return Ipv4Address.parse(text).orElseThrow();
    }
}
