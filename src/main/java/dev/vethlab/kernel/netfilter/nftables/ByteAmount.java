package dev.vethlab.kernel.netfilter.nftables;

/**
 * An amount of bytes as {@code nft} writes it ({@code get_unit}, {@code get_rate}).
 *
 * @param unit {@code bytes}, {@code kbytes} or {@code mbytes}
 */
public record ByteAmount(long number, String unit) {

    private static final int KILO = 1024;

    public static ByteAmount of(long bytes) {
        if (bytes == 0 || bytes % KILO != 0) {
            return new ByteAmount(bytes, "bytes");
        }
        long kilobytes = bytes / KILO;
        return kilobytes % KILO == 0 ? new ByteAmount(kilobytes / KILO, "mbytes") : new ByteAmount(kilobytes, "kbytes");
    }

    @Override
    public String toString() {
        return number + " " + unit;
    }
}
