package dev.vethlab.tool.tc;

import static dev.vethlab.tool.ip.grammar.Arguments.matches;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.sched.cls.U32Key;
import dev.vethlab.kernel.sched.cls.U32Options;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads which bytes must be what ({@code parse_selector}, {@code pack_key}, {@code parse_offset}, {@code parse_hashkey}). */
final class U32Selector {

    private static final int MOST_KEYS = 128;

    /** Fields of one byte in an IPv4 header. */
    private static final Map<String, Integer> IP_BYTES =
            Map.of("ihl", 0, "protocol", 9, "icmp_type", 20, "icmp_code", 21);

    /** Bits of the word with the fragment offset: value and mask. */
    private static final Map<String, int[]> IP_FRAGMENTS = Map.of(
            "nofrag", new int[] {0, 0x3fff},
            "firstfrag", new int[] {0x2000, 0x3fff},
            "df", new int[] {0x4000, 0x4000},
            "mf", new int[] {0x2000, 0x2000});

    private final List<U32Key> keys = new ArrayList<>();
    private Optional<U32Options.Mark> mark = Optional.empty();
    private boolean isVariable;
    private boolean isFixed;
    private int plus;
    private int at;
    private int mask;
    private int shift;
    private boolean eat;
    private int hashMask;
    private int hashAt;

    List<U32Key> keys() {
        return List.copyOf(keys);
    }

    Optional<U32Options.Mark> mark() {
        return mark;
    }

    U32Options.NextHeader header() {
        return new U32Options.NextHeader(isVariable, isFixed, plus, at, mask, shift, eat, hashMask, hashAt);
    }

    /** The only key's value as a number ({@code u32_hash_fold}). */
    int fold() {
        U32Key key = keys.get(0);
        return key.mask() == 0 ? 0 : (key.value() & key.mask()) >>> Integer.numberOfTrailingZeros(key.mask());
    }

    /** Takes what stands behind {@code match}; false where it cannot be meant. */
    boolean match(Arguments arguments) {
        if (!arguments.hasNext()) {
            return false;
        }
        String word = arguments.next();
        if (!arguments.hasNext()) {
            return false;
        }
        if (matches(word, "u32")) {
            return number(arguments, 4, 0, false);
        }
        if (matches(word, "u16")) {
            return number(arguments, 2, 0, false);
        }
        if (matches(word, "u8")) {
            return number(arguments, 1, 0, false);
        }
        if (matches(word, "ip")) {
            return ip(arguments);
        }
        if (matches(word, "udp") || matches(word, "tcp")) {
            return twoWords(arguments, "src", "dst", 2);
        }
        if (matches(word, "icmp")) {
            return twoWords(arguments, "type", "code", 1);
        }
        if (matches(word, "mark")) {
            return readMark(arguments);
        }
        return matches(word, "ether") && ether(arguments);
    }

    private boolean ip(Arguments arguments) {
        String word = arguments.next();
        int[] bits = IP_FRAGMENTS.get(word);
        if (bits != null) {
            return pack(2, bits[0], bits[1], 6, false);
        }
        if (!arguments.hasNext()) {
            return false;
        }
        Integer oneByte = IP_BYTES.get(word);
        if (oneByte != null) {
            return number(arguments, 1, oneByte, false);
        }
        if (word.equals("src") || word.equals("dst")) {
            return address(arguments, word.equals("src") ? 12 : 16);
        }
        if (word.equals("dport") || word.equals("sport")) {
            return number(arguments, 2, word.equals("dport") ? 22 : 20, false);
        }
        boolean service = word.equals("tos") || matches(word, "dsfield") || matches(word, "precedence");
        return service && number(arguments, 1, 1, false);
    }

    private boolean twoWords(Arguments arguments, String first, String second, int bytes) {
        String word = arguments.next();
        if (!arguments.hasNext() || !word.equals(first) && !word.equals(second)) {
            return false;
        }
        return number(arguments, bytes, word.equals(first) ? 0 : bytes, true);
    }

    private boolean address(Arguments arguments, int offset) {
        Optional<InetPrefix> prefix = InetPrefix.parse(arguments.next());
        if (prefix.isEmpty()) {
            return false;
        }
        Place place = new Place(offset, false);
        if (!place.read(arguments)) {
            return false;
        }
        int length = prefix.get().length();
        int bits = length == 0 ? 0 : -1 << 32 - length;
        return pack(4, prefix.get().address().bits(), bits, place.offset, place.afterHeader);
    }

    private boolean ether(Arguments arguments) {
        String word = arguments.next();
        if (!word.equals("src") && !word.equals("dst")) {
            return false;
        }
        Optional<MacAddress> address = MacAddress.parse(arguments.hasNext() ? arguments.next() : "");
        Place place = new Place(word.equals("src") ? -8 : -14, false);
        if (address.isEmpty() || !place.read(arguments)) {
            return false;
        }
        for (int octet = 0; octet < 6; octet++) {
            if (!pack(1, address.get().octet(octet), 0xff, place.offset + octet, place.afterHeader)) {
                return false;
            }
        }
        return true;
    }

    private boolean readMark(Arguments arguments) {
        OptionalLong value = Numbers.u32(arguments.next(), 0);
        OptionalLong bits = Numbers.u32(arguments.hasNext() ? arguments.next() : "", 0);
        if (value.isEmpty() || bits.isEmpty() || (value.getAsLong() & ~bits.getAsLong()) != 0) {
            return false;
        }
        mark = Optional.of(new U32Options.Mark((int) value.getAsLong(), (int) bits.getAsLong()));
        return true;
    }

    /** Where bytes are, which {@code at} may change. */
    private static final class Place {
        private int offset;
        private boolean afterHeader;

        Place(int offset, boolean afterHeader) {
            this.offset = offset;
            this.afterHeader = afterHeader;
        }

        boolean read(Arguments arguments) {
            if (!arguments.take("at")) {
                return true;
            }
            String word = arguments.next();
            if (word.startsWith("nexthdr+") && word.length() > "nexthdr+".length()) {
                afterHeader = true;
                word = word.substring("nexthdr+".length());
            } else if (matches(word, "nexthdr+")) {
                afterHeader = true;
                word = arguments.next();
            }
            OptionalInt number = Numbers.integer(word, 0);
            offset = number.orElse(0);
            return number.isPresent();
        }
    }

    private boolean number(Arguments arguments, int bytes, int offset, boolean afterHeader) {
        OptionalLong value = Numbers.u32(arguments.next(), 0);
        OptionalLong bits = Numbers.u32(arguments.hasNext() ? arguments.next() : "", 16);
        Place place = new Place(offset, afterHeader);
        if (value.isEmpty() || bits.isEmpty() || !place.read(arguments)) {
            return false;
        }
        return pack(bytes, value.getAsLong(), bits.getAsLong(), place.offset, place.afterHeader);
    }

    /** Adds a key, or more bits to the one for the same four bytes. */
    private boolean pack(int bytes, long value, long bits, int offset, boolean afterHeader) {
        long most = bytes == 4 ? 0xffff_ffffL : (1L << 8 * bytes) - 1;
        long unsignedValue = bytes == 4 ? value & most : value;
        long unsignedBits = bytes == 4 ? bits & most : bits;
        if (unsignedValue > most || unsignedBits > most || bytes == 4 && (offset & 3) != 0) {
            return false;
        }
        int shiftBits = bytes == 4 ? 0 : bytes == 2 ? ((offset & 3) == 0 ? 16 : 0) : 24 - 8 * (offset & 3);
        return add((int) (unsignedValue << shiftBits), (int) (unsignedBits << shiftBits), offset & ~3, afterHeader);
    }

    private boolean add(int value, int bits, int offset, boolean afterHeader) {
        int masked = value & bits;
        for (int i = 0; i < keys.size(); i++) {
            U32Key known = keys.get(i);
            if (known.offset() == offset && known.afterHeader() == afterHeader) {
                if (((masked ^ known.value()) & bits & known.mask()) != 0) {
                    return false;
                }
                keys.set(i, new U32Key(known.value() | masked, known.mask() | bits, offset, afterHeader));
                return true;
            }
        }
        if (keys.size() >= MOST_KEYS) {
            return false;
        }
        keys.add(new U32Key(masked, bits, offset, afterHeader));
        return true;
    }

    /** Takes what stands behind {@code offset}. */
    boolean offset(Arguments arguments) {
        while (arguments.hasNext()) {
            if (arguments.takeMatching("plus")) {
                plus = integer(arguments);
                isFixed = true;
            } else if (arguments.takeMatching("at")) {
                at = integer(arguments);
                if (at % 2 != 0) {
                    throw TcContext.complaint("offset \"at\" must be even\nIllegal \"offset\"\n");
                }
                isVariable = true;
            } else if (arguments.takeMatching("mask")) {
                mask = Numbers.u16(arguments.next(), 16).orElseThrow(() -> TcContext.complaint("Illegal \"offset\"\n"));
                isVariable = true;
            } else if (arguments.takeMatching("shift")) {
                shift = integer(arguments);
                isVariable = true;
            } else if (arguments.takeMatching("eat")) {
                eat = true;
            } else {
                return true;
            }
        }
        return true;
    }

    private static int integer(Arguments arguments) {
        return Numbers.integer(arguments.next(), 0).orElseThrow(() -> TcContext.complaint("Illegal \"offset\"\n"));
    }

    /** Takes what stands behind {@code hashkey}. */
    boolean hashKey(Arguments arguments) {
        while (arguments.hasNext()) {
            if (arguments.takeMatching("mask")) {
                OptionalLong bits = Numbers.u32(arguments.next(), 16);
                if (bits.isEmpty()) {
                    return false;
                }
                hashMask = (int) bits.getAsLong();
            } else if (arguments.takeMatching("at")) {
                OptionalInt number = Numbers.integer(arguments.next(), 0);
                if (number.isEmpty() || number.getAsInt() % 4 != 0) {
                    return false;
                }
                hashAt = number.getAsInt();
            } else {
                return true;
            }
        }
        return true;
    }
}
