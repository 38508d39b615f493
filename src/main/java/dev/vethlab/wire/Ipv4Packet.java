package dev.vethlab.wire;

import dev.vethlab.addr.Ipv4Address;
import java.util.Optional;

/**
 * An IPv4 packet, or a fragment of one (RFC 791). Its header checksum is always right: a packet that arrives with a
 * wrong one is no {@code Ipv4Packet} but the {@link Bytes} it came as.
 *
 * @param tos the type of service octet
 * @param id the identification, 16 bits
 * @param fragmentOffset where this fragment's payload begins in the whole, in bytes (a multiple of 8)
 * @param options the options with their padding, a multiple of 4 bytes, at most 40
 * @param payload an {@link IcmpMessage}, {@link UdpDatagram}, {@link TcpSegment} where {@code protocol} says so, the
 *     packet is not a fragment and the content parses; else {@link Bytes}
 */
public record Ipv4Packet(
        int tos,
        int id,
        boolean dontFragment,
        boolean moreFragments,
        int fragmentOffset,
        int ttl,
        int protocol,
        Ipv4Address source,
        Ipv4Address destination,
        Bytes options,
        Payload payload)
        implements Payload {

    public static final int ICMP = 1;
    public static final int IGMP = 2;
    public static final int IPIP = 4;
    public static final int TCP = 6;
    public static final int UDP = 17;

    /** Length of a header without options, in bytes. */
    public static final int HEADER_LENGTH = 20;

    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int RESERVED_FLAG = 0x8000;

    public Ipv4Packet {
        if ((options.length() & 3) != 0 || options.length() > 40) {
            throw new IllegalArgumentException("IPv4 options of " + options.length() + " bytes");
        }
        if ((fragmentOffset & 7) != 0 || fragmentOffset >>> 16 != 0) {
            throw new IllegalArgumentException("fragment offset " + fragmentOffset);
        }
    }

    /**
     * The packet at the start of these bytes, without what follows its total length; empty where the kernel's
     * {@code ip_rcv_core} would refuse it (version, lengths, checksum) or its reserved flag is set.
     */
    public static Optional<Ipv4Packet> parse(Bytes bytes) {
        return parse(bytes, EthernetFrame.MOST_NESTED);
    }

    /** The packet, with those in it as deep as {@code nested} says. */
    static Optional<Ipv4Packet> parse(Bytes bytes, int nested) {
        if (!hasHeader(bytes) || bytes.u16(2) > bytes.length() || bytes.u16(2) < declaredHeaderLength(bytes)) {
            return Optional.empty();
        }
        if (Checksum.of(bytes.first(declaredHeaderLength(bytes))) != 0 || (bytes.u16(6) & RESERVED_FLAG) != 0) {
            return Optional.empty();
        }
        boolean fragment = (bytes.u16(6) & 0x3fff) != 0;
        return Optional.of(read(bytes.first(bytes.u16(2)), !fragment, nested));
    }

    /**
     * The packet that an ICMP error quotes, which may be cut short and whose checksum nobody looks at; its payload is
     * {@link Bytes}, as far as there. Empty where not even the header is whole.
     */
    public static Optional<Ipv4Packet> parseQuoted(Bytes bytes) {
        return hasHeader(bytes) ? Optional.of(read(bytes, false, 0)) : Optional.empty();
    }

    /** The most specific value for the payload of a whole packet; {@code bytes} itself where nothing else is valid. */
    public static Payload parsePayload(int protocol, Ipv4Address source, Ipv4Address destination, Bytes bytes) {
        return parsePayload(protocol, source, destination, bytes, EthernetFrame.MOST_NESTED);
    }

    private static Payload parsePayload(
            int protocol, Ipv4Address source, Ipv4Address destination, Bytes bytes, int nested) {
        Optional<? extends Payload> payload;
        switch (protocol) {
            case ICMP:
                payload = IcmpMessage.parse(bytes);
                break;
            case UDP:
                payload = UdpDatagram.parse(source, destination, bytes);
                break;
            case TCP:
                payload = TcpSegment.parse(source, destination, bytes);
                break;
            case IPIP:
                payload = nested == 0
                        ? Optional.empty()
                        : parse(bytes, nested - 1).filter(inner -> inner.length() == bytes.length());
                break;
            default:
                return bytes;
        }
        return payload.isPresent() ? payload.get() : bytes;
    }

    private static boolean hasHeader(Bytes bytes) {
        return bytes.length() >= HEADER_LENGTH
                && bytes.at(0) >> 4 == 4
                && declaredHeaderLength(bytes) >= HEADER_LENGTH
                && declaredHeaderLength(bytes) <= bytes.length();
    }

    private static int declaredHeaderLength(Bytes bytes) {
        return (bytes.at(0) & 15) << 2;
    }

    private static Ipv4Packet read(Bytes bytes, boolean intoPayload, int nested) {
        int headerLength = declaredHeaderLength(bytes);
        int fragment = bytes.u16(6);
        Ipv4Address source = BigEndian.ipv4(bytes, 12);
        Ipv4Address destination = BigEndian.ipv4(bytes, 16);
        Bytes content = bytes.from(headerLength);
        return new Ipv4Packet(
                bytes.at(1),
                bytes.u16(4),
                (fragment & DONT_FRAGMENT) != 0,
                (fragment & MORE_FRAGMENTS) != 0,
                (fragment & 0x1fff) << 3,
                bytes.at(8),
                bytes.at(9),
                source,
                destination,
                bytes.slice(HEADER_LENGTH, headerLength),
                intoPayload ? parsePayload(bytes.at(9), source, destination, content, nested) : content);
    }

    /** Length of the header with its options, in bytes. */
    public int headerLength() {
        return HEADER_LENGTH + options.length();
    }

    /** Whether this is a part of a larger packet. */
    public boolean isFragment() {
        return moreFragments || fragmentOffset != 0;
    }

    /** The total length field: header and payload, in bytes. */
    @Override
    public int length() {
        return headerLength() + payload.length();
    }

    /** This packet with another time to live. */
    public Ipv4Packet withTtl(int newTtl) {
        return new Ipv4Packet(
                tos,
                id,
                dontFragment,
                moreFragments,
                fragmentOffset,
                newTtl,
                protocol,
                source,
                destination,
                options,
                payload);
    }

    /** This packet with other options. */
    public Ipv4Packet withOptions(Bytes newOptions) {
        return new Ipv4Packet(
                tos,
                id,
                dontFragment,
                moreFragments,
                fragmentOffset,
                ttl,
                protocol,
                source,
                destination,
                newOptions,
                payload);
    }

    /** This packet between other addresses; the payload's own checksum is the payload's affair. */
    public Ipv4Packet withAddresses(Ipv4Address newSource, Ipv4Address newDestination) {
        return new Ipv4Packet(
                tos,
                id,
                dontFragment,
                moreFragments,
                fragmentOffset,
                ttl,
                protocol,
                newSource,
                newDestination,
                options,
                payload);
    }

    /** This packet with another payload of the same protocol. */
    public Ipv4Packet withPayload(Payload newPayload) {
        return new Ipv4Packet(
                tos,
                id,
                dontFragment,
                moreFragments,
                fragmentOffset,
                ttl,
                protocol,
                source,
                destination,
                options,
                newPayload);
    }

    /** This packet with another type of service. */
    public Ipv4Packet withTos(int newTos) {
        return new Ipv4Packet(
                newTos,
                id,
                dontFragment,
                moreFragments,
                fragmentOffset,
                ttl,
                protocol,
                source,
                destination,
                options,
                payload);
    }

    @Override
    public void encode(byte[] target, int offset) {
        BigEndian.put16(target, offset, (0x40 | headerLength() >> 2) << 8 | tos & 0xff);
        BigEndian.put16(target, offset + 2, length());
        BigEndian.put16(target, offset + 4, id);
        int flags = (dontFragment ? DONT_FRAGMENT : 0) | (moreFragments ? MORE_FRAGMENTS : 0);
        BigEndian.put16(target, offset + 6, flags | fragmentOffset >> 3);
        BigEndian.put16(target, offset + 8, ttl << 8 | protocol & 0xff);
        BigEndian.put16(target, offset + 10, 0);
        BigEndian.put32(target, offset + 12, source.bits());
        BigEndian.put32(target, offset + 16, destination.bits());
        options.encode(target, offset + HEADER_LENGTH);
        BigEndian.put16(target, offset + 10, Checksum.of(target, offset, headerLength()));
        payload.encode(target, offset + headerLength());
    }
}
