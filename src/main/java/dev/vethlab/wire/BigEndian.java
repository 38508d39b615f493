package dev.vethlab.wire;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;

/** Header fields in network byte order (RFC 791 appendix B). */
final class BigEndian {

    private BigEndian() {}

    static void put16(byte[] target, int offset, int value) {
        target[offset] = (byte) (value >> 8);
        target[offset + 1] = (byte) value;
    }

    static void put32(byte[] target, int offset, int value) {
        put16(target, offset, value >>> 16);
        put16(target, offset + 2, value);
    }

    static void putMac(byte[] target, int offset, MacAddress address) {
        put16(target, offset, (int) (address.bits() >>> 32));
        put32(target, offset + 2, (int) address.bits());
    }

    static MacAddress mac(Bytes bytes, int offset) {
        return new MacAddress((long) bytes.u16(offset) << 32 | bytes.i32(offset + 2) & 0xffff_ffffL);
    }

    static Ipv4Address ipv4(Bytes bytes, int offset) {
        return new Ipv4Address(bytes.i32(offset));
    }
}
