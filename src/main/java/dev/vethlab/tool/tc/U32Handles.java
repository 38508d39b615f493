package dev.vethlab.tool.tc;

import dev.vethlab.addr.UnsignedNumber;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Optional;

/** The names of filters {@code u32}: table, bucket and node ({@code get_u32_handle}, {@code sprint_u32_handle}). */
final class U32Handles {

    private static final int MOST_TABLE = 0x1000;
    private static final int MOST_BUCKET = 0x100;
    private static final int MOST_NODE = 0x1000;

    private U32Handles() {}

    static Optional<Integer> read(String word) {
        if (word.indexOf(':') < 0) {
            return word.startsWith("0x") && Numbers.u32(word, 16).isPresent()
                    ? Optional.of((int) Numbers.u32(word, 16).getAsLong())
                    : Optional.empty();
        }
        String[] parts = word.split(":", 3);
        Optional<Integer> table = part(parts[0], MOST_TABLE);
        Optional<Integer> bucket = part(parts.length > 1 ? parts[1] : "", MOST_BUCKET);
        Optional<Integer> node = part(parts.length > 2 ? parts[2] : "", MOST_NODE);
        return table.isEmpty() || bucket.isEmpty() || node.isEmpty()
                ? Optional.empty()
                : Optional.of(table.get() << 20 | bucket.get() << 12 | node.get());
    }

    private static Optional<Integer> part(String text, int limit) {
        if (text.isEmpty()) {
            return Optional.of(0);
        }
        UnsignedNumber number = UnsignedNumber.read(text, 0, 16);
        boolean valid = !number.isMissing(0) && number.end() == text.length() && number.value() >= 0;
        return valid && number.value() < limit ? Optional.of((int) number.value()) : Optional.empty();
    }

    static String text(int handle) {
        if (handle == 0) {
            return "none";
        }
        int table = handle >>> 20;
        int bucket = handle >>> 12 & 0xff;
        int node = handle & 0xfff;
        StringBuilder text = new StringBuilder();
        if (table != 0) {
            text.append(Integer.toHexString(table)).append(':');
        }
        if (bucket != 0) {
            text.append(Integer.toHexString(bucket));
        }
        if (node != 0) {
            text.append(':').append(Integer.toHexString(node));
        }
        return text.toString();
    }
}
