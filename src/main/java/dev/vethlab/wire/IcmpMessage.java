package dev.vethlab.wire;

import dev.vethlab.addr.Ipv4Address;
import java.util.Optional;

/**
 * An ICMP message (RFC 792). Its checksum is always right: one that arrives with a wrong checksum is {@link Bytes}.
 *
 * @param rest the four bytes after the checksum: identifier and sequence number of an echo, the next-hop MTU in the low
 *     16 bits of a "fragmentation needed", the gateway of a redirect
 * @param payload the data: for an error, the {@link Bytes} of the packet it is about, as far as quoted
 */
public record IcmpMessage(int type, int code, int rest, Payload payload) implements Payload {

    public static final int ECHO_REPLY = 0;
    public static final int DESTINATION_UNREACHABLE = 3;
    public static final int SOURCE_QUENCH = 4;
    public static final int REDIRECT = 5;
    public static final int ECHO_REQUEST = 8;
    public static final int TIME_EXCEEDED = 11;
    public static final int PARAMETER_PROBLEM = 12;
    public static final int TIMESTAMP_REQUEST = 13;
    public static final int TIMESTAMP_REPLY = 14;

    /** Codes of {@link #DESTINATION_UNREACHABLE}. */
    public static final int NET_UNREACHABLE = 0;

    public static final int HOST_UNREACHABLE = 1;
    public static final int PROTOCOL_UNREACHABLE = 2;
    public static final int PORT_UNREACHABLE = 3;
    public static final int FRAGMENTATION_NEEDED = 4;
    public static final int SOURCE_ROUTE_FAILED = 5;
    public static final int NET_PROHIBITED = 9;
    public static final int HOST_PROHIBITED = 10;
    public static final int PACKET_FILTERED = 13;

    /** Codes of {@link #REDIRECT}. */
    public static final int REDIRECT_NET = 0;

    public static final int REDIRECT_HOST = 1;

    /** Codes of {@link #TIME_EXCEEDED}. */
    public static final int TTL_EXCEEDED = 0;

    public static final int REASSEMBLY_TIME_EXCEEDED = 1;

    public static final int HEADER_LENGTH = 8;

    /** The identifier of an echo. */
    public int identifier() {
        return rest >>> 16;
    }

    /** The sequence number of an echo. */
    public int sequence() {
        return rest & 0xffff;
    }

    /** An echo request; identifier and sequence number are 16 bits. */
    public static IcmpMessage echoRequest(int identifier, int sequence, Payload payload) {
        return new IcmpMessage(ECHO_REQUEST, 0, identifier << 16 | sequence & 0xffff, payload);
    }

    /** An echo reply; identifier and sequence number are 16 bits. */
    public static IcmpMessage echoReply(int identifier, int sequence, Payload payload) {
        return new IcmpMessage(ECHO_REPLY, 0, identifier << 16 | sequence & 0xffff, payload);
    }

    /** The reply to this echo request. */
    public IcmpMessage reply() {
        return new IcmpMessage(ECHO_REPLY, 0, rest, payload);
    }

    /** An error of type 3 with a code that says nothing more. */
    public static IcmpMessage unreachable(int code, Bytes quoted) {
        return new IcmpMessage(DESTINATION_UNREACHABLE, code, 0, quoted);
    }

    /** The error that tells a path's next-hop MTU in bytes (RFC 1191 section 4). */
    public static IcmpMessage fragmentationNeeded(int mtu, Bytes quoted) {
        return new IcmpMessage(DESTINATION_UNREACHABLE, FRAGMENTATION_NEEDED, mtu & 0xffff, quoted);
    }

    /** The error of a packet whose time to live ended, or that could not be put together in time. */
    public static IcmpMessage timeExceeded(int code, Bytes quoted) {
        return new IcmpMessage(TIME_EXCEEDED, code, 0, quoted);
    }

    /** The advice to use another gateway. */
    public static IcmpMessage redirect(int code, Ipv4Address gateway, Bytes quoted) {
        return new IcmpMessage(REDIRECT, code, gateway.bits(), quoted);
    }

    /** The error about the octet at {@code pointer} of the quoted packet. */
    public static IcmpMessage parameterProblem(int pointer, Bytes quoted) {
        return new IcmpMessage(PARAMETER_PROBLEM, 0, pointer << 24, quoted);
    }

    /** The message that these bytes are; empty where they are too few or the checksum is wrong. */
    public static Optional<IcmpMessage> parse(Bytes bytes) {
        if (bytes.length() < HEADER_LENGTH || Checksum.of(bytes) != 0) {
            return Optional.empty();
        }
        return Optional.of(new IcmpMessage(bytes.at(0), bytes.at(1), bytes.i32(4), bytes.from(HEADER_LENGTH)));
    }

    /** Whether this reports on another packet, which its payload quotes ({@code icmp_pointers[].error}). */
    public boolean isError() {
        return type == DESTINATION_UNREACHABLE
                || type == SOURCE_QUENCH
                || type == REDIRECT
                || type == TIME_EXCEEDED
                || type == PARAMETER_PROBLEM;
    }

    /** The gateway that a redirect names. */
    public Ipv4Address gateway() {
        return new Ipv4Address(rest);
    }

    /** The next-hop MTU of a "fragmentation needed", in bytes; 0 where the sender knows none. */
    public int mtu() {
        return rest & 0xffff;
    }

    @Override
    public int length() {
        return HEADER_LENGTH + payload.length();
    }

    @Override
    public void encode(byte[] target, int offset) {
        target[offset] = (byte) type;
        target[offset + 1] = (byte) code;
        BigEndian.put16(target, offset + 2, 0);
        BigEndian.put32(target, offset + 4, rest);
        payload.encode(target, offset + HEADER_LENGTH);
        BigEndian.put16(target, offset + 2, Checksum.of(target, offset, length()));
    }
}
