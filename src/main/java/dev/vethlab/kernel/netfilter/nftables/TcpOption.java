package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.TcpSegment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of an option of TCP, or whether there is the option ({@code nft_exthdr_tcp_eval}).
 *
 * @param option the word for the option, or its number
 * @param kind its number
 * @param field the field; empty where it is asked only whether there is such an option
 * @param offset where the field begins in the option, in octets
 * @param octets how long it is
 */
public record TcpOption(String option, int kind, String field, int offset, int octets) implements Selector {

    private static final int END = 0;
    private static final int NOTHING = 1;
    private static final int MAXIMUM_SEGMENT = 2;

    private record Field(String option, int kind, String field, int offset, int octets) {}

    private static final List<Field> FIELDS = List.of(
            new Field("maxseg", MAXIMUM_SEGMENT, "size", 2, 2),
            new Field("window", 3, "count", 2, 1),
            new Field("sack-perm", 4, "", 0, 0),
            new Field("sack", 5, "left", 2, 4),
            new Field("sack", 5, "right", 6, 4),
            new Field("timestamp", 8, "tsval", 2, 4),
            new Field("timestamp", 8, "tsecr", 6, 4),
            new Field("md5sig", 19, "", 0, 0),
            new Field("mptcp", 30, "", 0, 0),
            new Field("fastopen", 34, "", 0, 0));

    /** The number of an option by its word. */
    public static Optional<Integer> kind(String option) {
        return FIELDS.stream()
                .filter(known -> known.option.equals(option))
                .map(Field::kind)
                .findFirst();
    }

    /** Whether there is such an option. */
    public static TcpOption presence(String option, int kind) {
        return new TcpOption(option, kind, "", 0, 1);
    }

    /** A field by the words for it and its option. */
    public static Optional<TcpOption> of(String option, String field) {
        if (field.equals("kind") || field.equals("length")) {
            int offset = field.equals("kind") ? 0 : 1;
            return kind(option).map(kind -> new TcpOption(option, kind, field, offset, 1));
        }
        return FIELDS.stream()
                .filter(known -> known.option.equals(option) && known.field.equals(field) && !field.isEmpty())
                .map(known -> new TcpOption(option, known.kind, field, known.offset, known.octets))
                .findFirst();
    }

    /** Whether it is asked only whether there is such an option. */
    public boolean isPresence() {
        return field.isEmpty();
    }

    @Override
    public DataType type() {
        return isPresence()
                ? DataType.BOOLEAN
                : switch (octets) {
                    case 1 -> DataType.BYTE;
                    case 2 -> DataType.SHORT;
                    default -> DataType.INTEGER;
                };
    }

    private static @Nullable TcpSegment segment(Evaluation evaluation) {
        Ipv4Packet packet = evaluation.packet();
        return packet != null && packet.payload() instanceof TcpSegment segment ? segment : null;
    }

    /** Where the option begins, -1 where there is none. */
    private int find(byte[] options) {
        int at = 0;
        while (at < options.length && options[at] != END) {
            int length = options[at] == NOTHING || at + 1 == options.length ? 1 : options[at + 1] & 0xff;
            if ((options[at] & 0xff) == kind) {
                return at + Math.max(length, 1) <= options.length ? at : -1;
            }
            at += Math.max(1, length);
        }
        return -1;
    }

    @Override
    public boolean load(Evaluation evaluation, int register) {
        TcpSegment segment = segment(evaluation);
        if (segment == null) {
            return false;
        }
        byte[] options = segment.options().encode();
        int at = find(options);
        if (isPresence()) {
            evaluation.numbers[register] = at < 0 ? 0 : 1;
            return true;
        }
        evaluation.numbers[register] =
                at < 0 ? -1 : BitField.read(options, (at + offset) * Byte.SIZE, octets * Byte.SIZE);
        return evaluation.numbers[register] >= 0;
    }

    /** Writes the field; a maximum segment size is never raised ({@code nft_exthdr_tcp_set_eval}). */
    void write(Evaluation evaluation, long number) {
        TcpSegment segment = segment(evaluation);
        if (segment == null) {
            return;
        }
        byte[] options = segment.options().encode();
        int at = find(options);
        if (at < 0 || at + offset + octets > options.length) {
            return;
        }
        long old = BitField.read(options, (at + offset) * Byte.SIZE, octets * Byte.SIZE);
        if (kind == MAXIMUM_SEGMENT && octets == 2 && old <= number) {
            return;
        }
        for (int i = 0; i < octets; i++) {
            options[at + offset + i] = (byte) (number >>> Byte.SIZE * (octets - 1 - i));
        }
        replace(evaluation, segment, options);
    }

    /** Puts nothing in the place of the option ({@code nft_exthdr_tcp_strip_eval}). */
    void strip(Evaluation evaluation) {
        TcpSegment segment = segment(evaluation);
        if (segment == null) {
            return;
        }
        byte[] options = segment.options().encode();
        int at = find(options);
        if (at >= 0) {
            int length = kind <= NOTHING || at + 1 == options.length ? 1 : options[at + 1] & 0xff;
            java.util.Arrays.fill(options, at, Math.min(options.length, at + length), (byte) NOTHING);
            replace(evaluation, segment, options);
        }
    }

    private static void replace(Evaluation evaluation, TcpSegment segment, byte[] options) {
        Ipv4Packet packet = evaluation.packet();
        if (packet != null) {
            evaluation.skb.payload = packet.withPayload(SegmentSizeStatement.withOptions(segment, options));
        }
    }

    @Override
    public String text(TextStyle style) {
        return "tcp option " + option + (field.isEmpty() ? "" : " " + field);
    }
}
