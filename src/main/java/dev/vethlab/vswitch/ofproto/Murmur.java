package dev.vethlab.vswitch.ofproto;

import java.nio.charset.StandardCharsets;

/** The hash that Open vSwitch uses where no processor helps (lib/hash.h). */
final class Murmur {

    private Murmur() {}

    /** {@code mhash_add}. */
    static int add(int hash, int data) {
        int mixed = Integer.rotateLeft(data * 0xcc9e2d51, 15) * 0x1b873593;
        return Integer.rotateLeft(hash ^ mixed, 13) * 5 + 0xe6546b64;
    }

    /** {@code hash_finish}. */
    static int finish(int hash, int length) {
        int mixed = hash ^ length;
        mixed ^= mixed >>> 16;
        mixed *= 0x85ebca6b;
        mixed ^= mixed >>> 13;
        mixed *= 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }

    /** {@code hash_int}. */
    static int ofInt(int value, int basis) {
        return finish(add(add(value, 0), basis), 8);
    }

    /** {@code hash_uint64}. */
    static int ofLong(long value) {
        return finish(add(add(0, (int) value), (int) (value >>> 32)), 8);
    }

    /** {@code hash_bytes} of a value of so many bytes in the order of the network. */
    static int ofBytes(long value, int length, int basis) {
        int hash = basis;
        for (int at = 0; at < length; at += 4) {
            int word = 0;
            for (int i = at; i < Math.min(length, at + 4); i++) {
                word |= (int) (value >>> 8 * (length - 1 - i) & 0xff) << 8 * (i - at);
            }
            hash = add(hash, word);
        }
        return finish(hash, length);
    }

    /** {@code hash_string}. */
    static int ofString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int hash = 0;
        for (int at = 0; at < bytes.length; at += 4) {
            int word = 0;
            for (int i = at; i < Math.min(bytes.length, at + 4); i++) {
                word |= (bytes[i] & 0xff) << 8 * (i - at);
            }
            hash = add(hash, word);
        }
        return finish(hash, bytes.length);
    }
}
