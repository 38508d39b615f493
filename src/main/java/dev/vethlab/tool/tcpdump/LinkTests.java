package dev.vethlab.tool.tcpdump;

import dev.vethlab.tool.pcap.LinkType;

/** Conditions on the link layer, and where the layers lie; a {@code vlan} moves them for all that is written after it. */
final class LinkTests {

    private static final int LARGEST_LENGTH_FIELD = 1500;
    private static final int LARGEST_VLAN = 0xfff;

    private final FilterSource source;
    private int typeAt = 12;
    private int payloadAt;
    private int vlanDepth;

    LinkTests(FilterSource source) {
        this.source = source;
        this.payloadAt = isEthernet() ? 14 : 0;
    }

    boolean isEthernet() {
        return source.linkType() == LinkType.ETHERNET;
    }

    FilterSource source() {
        return source;
    }

    /** The offset of the network layer header, for what is compiled now. */
    int payload() {
        return payloadAt;
    }

    /** That the payload is of an EtherType or of an LLC service access point ({@code gen_linktype}). */
    FilterCondition type(int type) {
        if (!isEthernet()) {
            return ofRaw(type);
        }
        int at = typeAt;
        int llc = payloadAt;
        if (type == 0x06 || type == 0xf0 || type == 0xfe) {
            return hasLength(at).and(packet -> packet.u16(llc) == (type << 8 | type));
        }
        if (type == 0xe0) {
            FilterCondition sap = packet -> packet.u8(llc) == 0xe0;
            FilterCondition raw = packet -> packet.u16(llc) == 0xffff;
            FilterCondition inLlc = snap(llc, 0, 0x8137).or(sap.or(raw));
            return etherType(at, 0x8137).or(hasLength(at).and(inLlc));
        }
        if (type == 0x809b || type == 0x80f3) {
            FilterCondition inSnap = snap(llc, type == 0x809b ? 0x080007 : 0, type);
            return etherType(at, type).or(hasLength(at).and(inSnap));
        }
        if (Integer.compareUnsigned(type, LARGEST_LENGTH_FIELD) <= 0) {
            return hasLength(at).and(packet -> packet.u8(at + 2) == type);
        }
        return etherType(at, type);
    }

    private static FilterCondition ofRaw(int type) {
        int version = type == 0x0800 ? 4 : type == 0x86dd ? 6 : -1;
        return version < 0 ? packet -> false : packet -> packet.u8(0) >> 4 == version;
    }

    private static FilterCondition etherType(int at, int type) {
        return packet -> packet.u16(at) == type;
    }

    private static FilterCondition hasLength(int at) {
        return packet -> packet.u16(at) <= LARGEST_LENGTH_FIELD;
    }

    private static FilterCondition snap(int at, int organisation, int type) {
        int first = 0xaaaa0300 | organisation >> 16;
        int second = organisation << 16 | type;
        return packet -> packet.load(at + 4, 4) == second && packet.load(at, 4) == first;
    }

    /** That the frame is of 802.2 and not of old IPX ({@code gen_llc}). */
    FilterCondition llc() throws FilterException {
        if (!isEthernet()) {
            throw new FilterException("'llc' not supported for Raw IP");
        }
        int at = typeAt;
        int llc = payloadAt;
        return hasLength(at).and(packet -> packet.u16(llc) != 0xffff);
    }

    /** That source or destination are this MAC address ({@code gen_ehostop}). */
    static FilterCondition host(int[] octets, Qualifiers.Direction direction) {
        FilterCondition source = packet -> isAt(packet, 6, octets);
        FilterCondition destination = packet -> isAt(packet, 0, octets);
        return combine(source, destination, direction);
    }

    private static boolean isAt(FilterPacket packet, int at, int[] octets) {
        // The code of libpcap compares the last four octets first.
        return packet.load(at + 2, 4) == (octets[2] << 24 | octets[3] << 16 | octets[4] << 8 | octets[5])
                && packet.u16(at) == (octets[0] << 8 | octets[1]);
    }

    static FilterCondition combine(
            FilterCondition source, FilterCondition destination, Qualifiers.Direction direction) {
        return switch (direction) {
            case SOURCE -> source;
            case DESTINATION -> destination;
            case BOTH -> source.and(destination);
            case EITHER, DEFAULT -> source.or(destination);
        };
    }

    FilterCondition broadcast(String protocol) throws FilterException {
        if (protocol.isEmpty() || protocol.equals("ether")) {
            if (!isEthernet()) {
                throw new FilterException("not a broadcast link");
            }
            return host(new int[] {255, 255, 255, 255, 255, 255}, Qualifiers.Direction.DESTINATION);
        }
        if (!protocol.equals("ip")) {
            throw new FilterException("only link-layer/IP broadcast filters supported");
        }
        int hostMask = ~source.netmask();
        int at = payloadAt + 16;
        return type(0x0800).and(packet -> {
            int host = packet.load(at, 4) & hostMask;
            return host == 0 || host == hostMask;
        });
    }

    FilterCondition multicast(String protocol) throws FilterException {
        int at = payloadAt;
        if (protocol.equals("ip")) {
            return type(0x0800).and(packet -> packet.u8(at + 16) >= 224);
        }
        if (protocol.equals("ip6")) {
            return type(0x86dd).and(packet -> packet.u8(at + 24) == 255);
        }
        if (isEthernet() && (protocol.isEmpty() || protocol.equals("ether"))) {
            return packet -> (packet.u8(0) & 1) != 0;
        }
        throw new FilterException("link-layer multicast filters supported only on ethernet/FDDI/token ring/ARCNET/"
                + "802.11/ATM LANE/Fibre Channel");
    }

    /** That the frame has a VLAN tag, or the one with this number; what follows looks behind it ({@code gen_vlan}). */
    FilterCondition vlan(boolean withNumber, int number) throws FilterException {
        if (!isEthernet()) {
            throw new FilterException("no VLAN support for Raw IP");
        }
        if (withNumber && Integer.compareUnsigned(number, LARGEST_VLAN) > 0) {
            throw new FilterException("VLAN tag " + Integer.toUnsignedString(number) + " greater than maximum 4095");
        }
        FilterCondition test =
                source.live() && vlanDepth == 0 ? besideFrame(withNumber, number) : inFrame(withNumber, number);
        vlanDepth++;
        return test;
    }

    private static FilterCondition besideFrame(boolean withNumber, int number) {
        return packet -> packet.vlanControl() != FilterPacket.UNTAGGED
                && (!withNumber || (packet.vlanControl() & LARGEST_VLAN) == number);
    }

    private FilterCondition inFrame(boolean withNumber, int number) {
        FilterCondition test = type(0x8100).or(type(0x88a8)).or(type(0x9100));
        int control = payloadAt;
        typeAt += 4;
        payloadAt += 4;
        return withNumber ? test.and(packet -> (packet.u16(control) & LARGEST_VLAN) == number) : test;
    }
}
