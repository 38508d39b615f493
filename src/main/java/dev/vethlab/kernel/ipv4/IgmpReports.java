package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.Ifaddr;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.route.Fib;
import dev.vethlab.kernel.route.Flow;
import dev.vethlab.kernel.route.Route;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.Checksum;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.Ipv4Packet;
import java.util.List;

/** The messages by which a host says which groups it is in ({@code igmpv3_sendpack}, {@code igmp_send_report}). */
final class IgmpReports {

    static final int VERSION_1 = 0x12;
    static final int VERSION_2 = 0x16;
    static final int LEAVE = 0x17;

    private static final int VERSION_3 = 0x22;
    private static final int INTERNET_CONTROL = 0xc0;
    private static final int HEADER = 8;
    private static final Ipv4Address ALL_ROUTERS = Ipv4Address.of(224, 0, 0, 2);
    private static final Ipv4Address ALL_IGMPV3_ROUTERS = Ipv4Address.of(224, 0, 0, 22);
    private static final Bytes ROUTER_ALERT = Bytes.of((byte) 0x94, (byte) 4, (byte) 0, (byte) 0);

    /** What version 3 says of a group: no sources are told apart here, so that a record is a kind and an address. */
    record Entry(int kind, Ipv4Address group) {

        static final int IS_EXCLUDE = 2;
        static final int TO_INCLUDE = 3;
        static final int TO_EXCLUDE = 4;
    }

    private final Fib fib;
    private final Ipv4Output output;

    IgmpReports(Fib fib, Ipv4Output output) {
        this.fib = fib;
        this.output = output;
    }

    /** A report of version 3; none where there is nothing to tell. */
    void send(InDevice device, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        byte[] message = new byte[HEADER + entries.size() * HEADER];
        message[0] = VERSION_3;
        message[6] = (byte) (entries.size() >> 8);
        message[7] = (byte) entries.size();
        int at = HEADER;
        for (Entry entry : entries) {
            message[at] = (byte) entry.kind();
            put(message, at + 4, entry.group());
            at += HEADER;
        }
        send(device, ALL_IGMPV3_ROUTERS, message, true);
    }

    /** A report of an older version, or word that a group is left. */
    void send(InDevice device, int type, Ipv4Address group) {
        byte[] message = new byte[HEADER];
        message[0] = (byte) type;
        put(message, 4, group);
        send(device, type == LEAVE ? ALL_ROUTERS : group, message, false);
    }

    private static void put(byte[] message, int at, Ipv4Address address) {
        for (int i = 0; i < 4; i++) {
            message[at + i] = (byte) (address.bits() >>> 24 - 8 * i);
        }
    }

    private void send(InDevice device, Ipv4Address destination, byte[] message, boolean onlyOwnSource) {
        int checksum = Checksum.of(message, 0, message.length);
        message[2] = (byte) (checksum >> 8);
        message[3] = (byte) checksum;
        int index = device.device().index();
        Flow flow = new Flow(index, 0, 0, INTERNET_CONTROL, Ipv4Packet.IGMP, Ipv4Address.ANY, destination, 0, 0, true);
        try {
            Route route = fib.output(flow);
            Ipv4Address source = onlyOwnSource ? ownSource(device, route.source()) : route.source();
            Ipv4Packet packet = new Ipv4Packet(
                    INTERNET_CONTROL,
                    0,
                    true,
                    false,
                    0,
                    1,
                    Ipv4Packet.IGMP,
                    source,
                    destination,
                    ROUTER_ALERT,
                    Bytes.of(message));
            output.localOut(new Skb(device.device(), EthernetFrame.TYPE_IPV4, packet), packet, route, false);
        } catch (KernelException noRoute) {
            // The kernel gives up without a word, too.
        }
    }

    /** {@code igmpv3_get_srcaddr}: an address of another device is not used. */
    private static Ipv4Address ownSource(InDevice device, Ipv4Address chosen) {
        for (Ifaddr address : device.addresses()) {
            if (address.local().equals(chosen)) {
                return chosen;
            }
        }
        return Ipv4Address.ANY;
    }
}
