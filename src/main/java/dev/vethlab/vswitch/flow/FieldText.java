package dev.vethlab.vswitch.flow;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import java.util.List;
import java.util.OptionalInt;

/** Values of fields, read and written ({@code mf_parse}, {@code mf_format}). */
public final class FieldText {

    private static final List<String> TCP_FLAGS =
            List.of("fin", "syn", "rst", "psh", "ack", "urg", "ece", "cwr", "ns", "[800]", "[400]", "[200]");
    private static final List<String> CT_STATES = List.of("new", "est", "rel", "rpl", "inv", "trk", "snat", "dnat");
    private static final int OCTETS = 4;
    private static final int BITS = 32;
    private static final int BYTE = 8;

    private FieldText() {}

    /** A value and which of its bits matter. */
    public record Masked(long value, long mask) {}

    /** Reads a value with or without a mask. */
    public static Masked read(Field field, String text, PortNames ports) {
        return switch (field.format()) {
            case ETHERNET -> ethernet(text);
            case IPV4 -> ipv4(text);
            case PORT -> port(field, text, ports);
            case FRAGMENT -> fragment(text);
            case TCP_FLAGS -> flags(field, text, TCP_FLAGS);
            case CT_STATE -> flags(field, text, CT_STATES);
            default -> number(field, text);
        };
    }

    private static Masked number(Field field, String text) {
        int slash = text.indexOf('/');
        String value = slash < 0 ? text : text.substring(0, slash);
        if (slash >= 0 && !field.maskable()) {
            throw new FlowException(text + ": " + field.name() + " field does not support masking");
        }
        long mask = slash < 0 ? field.mask() : integer(field, text.substring(slash + 1), text);
        return new Masked(integer(field, value, text), mask & field.mask());
    }

    private static long integer(Field field, String word, String whole) {
        long number;
        try {
            number = unsigned(word);
        } catch (NumberFormatException bad) {
            throw new FlowException(whole + ": bad syntax for " + field.name());
        }
        int bits = field.bytes() * BYTE;
        boolean minus = word.startsWith("-") && bits < Long.SIZE;
        if (bits < Long.SIZE && !minus && number >>> bits != 0) {
            throw new FlowException(whole + ": value too large for " + field.bytes() + "-byte field " + field.name());
        }
        return number;
    }

    /** A number as C reads it: decimal, hexadecimal or octal, up to 64 bits. */
    public static long unsigned(String word) {
        if (word.startsWith("-")) {
            return -unsigned(word.substring(1));
        }
        if (word.startsWith("0x") || word.startsWith("0X")) {
            return Long.parseUnsignedLong(word.substring(2), 16);
        }
        boolean octal = word.length() > 1 && word.startsWith("0");
        return Long.parseUnsignedLong(word, octal ? 8 : 10);
    }

    private static Masked ethernet(String text) {
        int slash = text.indexOf('/');
        long value = mac(slash < 0 ? text : text.substring(0, slash), text);
        long mask = slash < 0 ? MacAddress.BROADCAST.bits() : mac(text.substring(slash + 1), text);
        return new Masked(value & mask, mask);
    }

    private static long mac(String word, String whole) {
        return MacAddress.parse(word)
                .orElseThrow(() -> new FlowException(whole + ": invalid Ethernet address"))
                .bits();
    }

    /** An address, with a prefix length or a mask; octets above 255 lose their upper bits, as in C's {@code scanf}. */
    private static Masked ipv4(String text) {
        int slash = text.indexOf('/');
        long value = address(slash < 0 ? text : text.substring(0, slash), text);
        if (slash < 0) {
            return new Masked(value, 0xffff_ffffL);
        }
        String rest = text.substring(slash + 1);
        long mask;
        if (rest.indexOf('.') >= 0) {
            mask = address(rest, text);
        } else {
            int length = length(rest, text);
            mask = length == 0 ? 0 : 0xffff_ffffL << BITS - length & 0xffff_ffffL;
        }
        return new Masked(value & mask, mask);
    }

    private static int length(String rest, String whole) {
        try {
            int length = Integer.parseInt(rest);
            if (length >= 0 && length <= BITS) {
                return length;
            }
            throw new FlowException(whole + ": IPv4 network prefix bits not between 0 and 32, inclusive");
        } catch (NumberFormatException bad) {
            throw new FlowException(whole + ": invalid IP address");
        }
    }

    private static long address(String word, String whole) {
        String[] parts = word.split("\\.", -1);
        if (parts.length != OCTETS) {
            throw new FlowException(whole + ": invalid IP address");
        }
        long bits = 0;
        for (String part : parts) {
            try {
                bits = bits << BYTE | Integer.parseInt(part) & 0xff;
            } catch (NumberFormatException bad) {
                throw new FlowException(whole + ": invalid IP address");
            }
        }
        return bits;
    }

    private static Masked port(Field field, String text, PortNames ports) {
        OptionalInt port = ports.read(text);
        if (port.isEmpty()) {
            throw new FlowException(text + ": invalid or unknown port for " + field.name());
        }
        return new Masked(port.getAsInt(), field.mask());
    }

    private static Masked fragment(String text) {
        return switch (text) {
            case "no" -> new Masked(0, FlowKey.FRAG_MASK);
            case "yes" -> new Masked(FlowKey.FRAG_ANY, FlowKey.FRAG_ANY);
            case "first" -> new Masked(FlowKey.FRAG_ANY, FlowKey.FRAG_MASK);
            case "later" -> new Masked(FlowKey.FRAG_MASK, FlowKey.FRAG_MASK);
            case "not_later" -> new Masked(0, FlowKey.FRAG_LATER);
            default ->
                throw new FlowException(
                        text
                                + ": unknown fragment type (valid types are \"no\", \"yes\", \"first\", \"later\", \"not_later\"");
        };
    }

    private static Masked flags(Field field, String text, List<String> names) {
        if (!text.isEmpty() && Character.isDigit(text.charAt(0))) {
            return number(field, text);
        }
        long value = 0;
        long mask = 0;
        int at = 0;
        while (at < text.length()) {
            char sign = text.charAt(at);
            boolean signed = sign == '+' || sign == '-';
            int start = signed ? at + 1 : at;
            int end = start;
            while (end < text.length() && "+-|".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            int bit = names.indexOf(text.substring(start, end));
            if (bit < 0) {
                throw new FlowException(text.substring(start) + ": unknown " + field.name() + " flag(s)");
            }
            if (sign != '-') {
                value |= 1L << bit;
            }
            mask |= signed ? 1L << bit : field.mask();
            at = end < text.length() && text.charAt(end) == '|' ? end + 1 : end;
        }
        return new Masked(value, mask);
    }

    /** {@code format_flags_masked}, and {@code format_flags} where all bits matter. */
    static String flags(Field.Format format, long value, long mask, long full) {
        List<String> names = format == Field.Format.TCP_FLAGS ? TCP_FLAGS : CT_STATES;
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < names.size(); bit++) {
            if ((mask >> bit & 1) != 0) {
                boolean set = (value >> bit & 1) != 0;
                if (mask == full) {
                    if (set) {
                        text.append(text.isEmpty() ? "" : "|").append(names.get(bit));
                    }
                } else {
                    text.append(set ? '+' : '-').append(names.get(bit));
                }
            }
        }
        return text.isEmpty() ? "0" : text.toString();
    }

    /** Writes a value, with its mask where not all bits matter ({@code mf_format}). */
    public static String write(Field field, long value, long mask, PortNames ports) {
        boolean exact = (mask & field.mask()) == field.mask();
        return switch (field.format()) {
            case ETHERNET -> masked(new MacAddress(value).toString(), exact, new MacAddress(mask).toString());
            case IPV4 -> ipv4(value, mask);
            case PORT -> ports.write((int) value);
            case FRAGMENT, TCP_FLAGS, CT_STATE -> flags(field.format(), value, mask, field.mask());
            case DECIMAL ->
                exact ? Long.toUnsignedString(value) : Long.toUnsignedString(value) + "/0x" + Long.toHexString(mask);
            default -> masked("0x" + Long.toHexString(value), exact, "0x" + Long.toHexString(mask));
        };
    }

    private static String masked(String value, boolean exact, String mask) {
        return exact ? value : value + "/" + mask;
    }

    /** An address with its mask, as a prefix length where it is one ({@code ip_format_masked}). */
    public static String ipv4(long value, long mask) {
        String address = new Ipv4Address((int) value).toString();
        int bits = (int) mask;
        if (bits == -1) {
            return address;
        }
        int length = Integer.bitCount(bits);
        boolean prefix = bits == (length == 0 ? 0 : -1 << BITS - length);
        return address + "/" + (prefix ? Integer.toString(length) : new Ipv4Address(bits).toString());
    }
}
