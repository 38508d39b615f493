package dev.vethlab.wire;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import java.util.SplittableRandom;

/** Valid packets of every kind, drawn by lot from a seed. */
public final class RandomPackets {

    private final SplittableRandom random;

    public RandomPackets(long seed) {
        random = new SplittableRandom(seed);
    }

    public EthernetFrame frame() {
        return frame(0);
    }

    private EthernetFrame frame(int depth) {
        int type = type();
        return new EthernetFrame(mac(), mac(), type, payload(type, depth));
    }

    private int type() {
        int[] types = {0x0800, 0x0800, 0x0800, 0x0806, 0x8100, 0x88a8, 0x88b5};
        return types[random.nextInt(types.length)];
    }

    private Payload payload(int type, int depth) {
        switch (type) {
            case EthernetFrame.TYPE_IPV4:
                return ipv4();
            case EthernetFrame.TYPE_ARP:
                return arp();
            case EthernetFrame.TYPE_VLAN:
            case EthernetFrame.TYPE_QINQ:
                int inner = depth > 2 ? 0x0806 : type();
                return new VlanTag(
                        random.nextInt(8),
                        random.nextBoolean(),
                        random.nextInt(4096),
                        inner,
                        payload(inner, depth + 1));
            default:
                return bytes(random.nextInt(80));
        }
    }

    public ArpPacket arp() {
        return new ArpPacket(random.nextInt(1, 12), mac(), address(), mac(), address());
    }

    public Ipv4Packet ipv4() {
        int[] protocols = {1, 1, 6, 6, 17, 17, 4, 2, 99};
        int protocol = protocols[random.nextInt(protocols.length)];
        Ipv4Address from = address();
        Ipv4Address to = address();
        boolean fragment = random.nextInt(6) == 0;
        boolean more = fragment && random.nextBoolean();
        int offset = !fragment ? 0 : more ? 8 * random.nextInt(8000) : 8 * random.nextInt(1, 8000);
        Payload payload = fragment ? bytes(8 * random.nextInt(1, 20)) : transport(protocol, from, to);
        Bytes options = bytes(random.nextInt(5) == 0 ? 4 * random.nextInt(11) : 0);
        return new Ipv4Packet(
                random.nextInt(256),
                random.nextInt(65536),
                random.nextBoolean(),
                more,
                offset,
                random.nextInt(256),
                protocol,
                from,
                to,
                options,
                payload);
    }

    private Payload transport(int protocol, Ipv4Address from, Ipv4Address to) {
        switch (protocol) {
            case Ipv4Packet.ICMP:
                return icmp();
            case Ipv4Packet.UDP:
                return new UdpDatagram(from, to, port(), port(), bytes(random.nextInt(90)));
            case Ipv4Packet.TCP:
                return tcp(from, to);
            case Ipv4Packet.IPIP:
                return ipv4();
            default:
                return bytes(random.nextInt(60));
        }
    }

    public IcmpMessage icmp() {
        return new IcmpMessage(random.nextInt(20), random.nextInt(16), random.nextInt(), bytes(random.nextInt(90)));
    }

    private TcpSegment tcp(Ipv4Address from, Ipv4Address to) {
        return new TcpSegment(
                from,
                to,
                port(),
                port(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(4096),
                random.nextInt(65536),
                random.nextInt(65536),
                bytes(4 * random.nextInt(11)),
                bytes(random.nextInt(90)));
    }

    /** One that no program is known to use. */
    private int port() {
        return random.nextInt(50000, 65536);
    }

    public Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private MacAddress mac() {
        return new MacAddress(random.nextLong(1L << 48));
    }

    private Ipv4Address address() {
        return new Ipv4Address(random.nextInt());
    }
}
