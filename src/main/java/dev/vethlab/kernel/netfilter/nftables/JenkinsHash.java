package dev.vethlab.kernel.netfilter.nftables;

/** Bob Jenkins' hash of bytes as the kernel has it (include/linux/jhash.h: {@code jhash}). */
final class JenkinsHash {

    private static final int INITIAL = 0xdeadbeef;
    private static final int BLOCK = 12;

    private JenkinsHash() {}

    static int of(byte[] key, int seed) {
        int a = INITIAL + key.length + seed;
        int b = a;
        int c = a;
        int at = 0;
        while (key.length - at > BLOCK) {
            a += word(key, at);
            b += word(key, at + 4);
            c += word(key, at + 8);
            a = a - c ^ Integer.rotateLeft(c, 4);
            c += b;
            b = b - a ^ Integer.rotateLeft(a, 6);
            a += c;
            c = c - b ^ Integer.rotateLeft(b, 8);
            b += a;
            a = a - c ^ Integer.rotateLeft(c, 16);
            c += b;
            b = b - a ^ Integer.rotateLeft(a, 19);
            a += c;
            c = c - b ^ Integer.rotateLeft(b, 4);
            b += a;
            at += BLOCK;
        }
        if (at == key.length) {
            return c;
        }
        return last(a + word(key, at), b + word(key, at + 4), c + word(key, at + 8));
    }

    private static int last(int first, int second, int third) {
        int c = (third ^ second) - Integer.rotateLeft(second, 14);
        int a = (first ^ c) - Integer.rotateLeft(c, 11);
        int b = (second ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        return (c ^ b) - Integer.rotateLeft(b, 24);
    }

    /** Four bytes, the first counting least; those behind the end are zero. */
    private static int word(byte[] key, int at) {
        int word = 0;
        for (int i = 0; i < Integer.BYTES && at + i < key.length; i++) {
            word |= (key[at + i] & 0xff) << Byte.SIZE * i;
        }
        return word;
    }
}
