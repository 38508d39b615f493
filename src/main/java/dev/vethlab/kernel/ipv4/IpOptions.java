package dev.vethlab.kernel.ipv4;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.Ipv4Packet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The options of an IPv4 header, read and noted where they are ({@code struct ip_options}). Offsets count from the first
 * octet of the options; -1 says that an option is not there.
 */
final class IpOptions {

    static final int END = 0;
    static final int NOOP = 1;
    static final int RECORD_ROUTE = 7;
    static final int TIMESTAMP = 68;
    static final int LOOSE_SOURCE_ROUTE = 131;
    static final int CIPSO = 134;
    static final int STRICT_SOURCE_ROUTE = 137;
    static final int ROUTER_ALERT = 148;

    private static final int CHECKSUM = 10;

    /** The bit that says that an option goes into every fragment. */
    private static final int COPIED = 0x80;

    byte[] data;

    /** What the header's checksum still counts: the options before this host changed them, null once it is right again. */
    @Nullable
    Bytes checksummed;

    int recordRoute = -1;
    int timestamp = -1;
    int sourceRoute = -1;
    int cipso = -1;
    boolean routerAlert;
    boolean strictRoute;
    boolean recordRouteNeedsAddress;
    boolean timestampNeedsAddress;
    boolean timestampNeedsTime;
    boolean changed;

    /** Whether the next hop of a source route lies ahead ({@code srr_is_hit}). */
    boolean sourceRouteHit;

    /** The first address of a source route, which the packet is sent to ({@code faddr}). */
    Ipv4Address firstHop = Ipv4Address.ANY;

    /** Where a received packet with a source route goes next. */
    Ipv4Address nextHop = Ipv4Address.ANY;

    IpOptions(byte[] data) {
        this.data = data;
    }

    /** The options of a packet, about to be read. */
    static IpOptions of(Ipv4Packet packet) {
        IpOptions options = new IpOptions(packet.options().encode());
        options.checksummed = packet.options();
        return options;
    }

    /**
     * The first bytes of a packet as an ICMP error quotes them: the kernel does not mend the header's checksum before it
     * sends the packet on.
     */
    static Bytes quote(Ipv4Packet packet, @Nullable IpOptions options, int limit) {
        byte[] quoted = packet.encode();
        if (options != null && options.checksummed != null) {
            byte[] before = packet.withOptions(options.checksummed).encode();
            quoted[CHECKSUM] = before[CHECKSUM];
            quoted[CHECKSUM + 1] = before[CHECKSUM + 1];
        }
        return Bytes.of(quoted).first(limit);
    }

    /** Their length with padding, in bytes. */
    int length() {
        return data.length;
    }

    /** Where a packet with these options is sent first: the start of a source route, or its destination. */
    Ipv4Address firstHop(Ipv4Address destination) {
        return sourceRoute < 0 ? destination : firstHop;
    }

    /**
     * The options as a packet carries them that is made here ({@code ip_options_build}).
     *
     * @param destination where it is to end up
     * @param source the address that it is sent from
     * @param milliseconds the time since midnight UT
     */
    Bytes build(Ipv4Address destination, Ipv4Address source, int milliseconds) {
        byte[] built = data.clone();
        if (sourceRoute >= 0) {
            putAddress(built, sourceRoute + (built[sourceRoute + 1] & 0xff) - 4, destination);
        }
        if (recordRouteNeedsAddress) {
            putAddress(built, recordRoute + (built[recordRoute + 2] & 0xff) - 5, source);
        }
        if (timestampNeedsAddress) {
            putAddress(built, timestamp + (built[timestamp + 2] & 0xff) - 9, source);
        }
        if (timestampNeedsTime) {
            put32(built, timestamp + (built[timestamp + 2] & 0xff) - 5, milliseconds);
        }
        return Bytes.of(built);
    }

    /** The octet at an offset. */
    int at(int offset) {
        return data[offset] & 0xff;
    }

    Ipv4Address addressAt(int offset) {
        return new Ipv4Address(at(offset) << 24 | at(offset + 1) << 16 | at(offset + 2) << 8 | at(offset + 3));
    }

    void putAddress(int offset, Ipv4Address address) {
        putAddress(data, offset, address);
        changed = true;
    }

    /** The octets as they are now. */
    Bytes bytes() {
        return Bytes.of(data.clone());
    }

    /** The options of every fragment but the first: those that are not copied become no-operations ({@code ip_options_fragment}). */
    static Bytes ofLaterFragments(Bytes options) {
        byte[] data = options.encode();
        int left = data.length;
        int at = 0;
        while (left > 0 && data[at] != END) {
            if (data[at] == NOOP) {
                left--;
                at++;
                continue;
            }
            int length = left < 2 ? 0 : data[at + 1] & 0xff;
            if (length < 2 || length > left) {
                break;
            }
            if ((data[at] & COPIED) == 0) {
                Arrays.fill(data, at, at + length, (byte) NOOP);
            }
            left -= length;
            at += length;
        }
        return Bytes.of(data);
    }

    private static void putAddress(byte[] target, int offset, Ipv4Address address) {
        put32(target, offset, address.bits());
    }

    static void put32(byte[] target, int offset, int value) {
        target[offset] = (byte) (value >>> 24);
        target[offset + 1] = (byte) (value >>> 16);
        target[offset + 2] = (byte) (value >>> 8);
        target[offset + 3] = (byte) value;
    }
}
