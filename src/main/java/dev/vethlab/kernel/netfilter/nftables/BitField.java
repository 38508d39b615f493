package dev.vethlab.kernel.netfilter.nftables;

/** Some bits of a header, as a number. */
final class BitField {

    private BitField() {}

    /** The bits from there on, the first counting most; -1 where the header is too short. */
    static long read(byte[] header, int offset, int bits) {
        if (offset + bits > header.length * 8) {
            return -1;
        }
        long value = 0;
        for (int bit = offset; bit < offset + bits; bit++) {
            value = value << 1 | header[bit >> 3] >> 7 - (bit & 7) & 1;
        }
        return value;
    }
}
