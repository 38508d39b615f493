package dev.vethlab.kernel.netfilter.nftables;

import org.jspecify.annotations.Nullable;

/** A value that a rule computes: a constant, something of the packet, or one of these combined with a constant. */
public sealed interface Operand {

    /** Puts the value into a register; false where there is none. */
    boolean load(Evaluation evaluation, int register);

    /** As {@code nft} writes it. */
    String text(DataType type, TextStyle style);

    /** Whether packets must be tracked for it. */
    default boolean needsConntrack() {
        return false;
    }

    /** A constant. */
    record Constant(Value value) implements Operand {

        @Override
        public boolean load(Evaluation evaluation, int register) {
            evaluation.numbers[register] = value.low();
            return true;
        }

        @Override
        public String text(DataType type, TextStyle style) {
            return value.text(type, style);
        }
    }

    /** Something of the packet. */
    record Selected(Selector selector) implements Operand {

        @Override
        public boolean load(Evaluation evaluation, int register) {
            return selector.load(evaluation, register);
        }

        @Override
        public String text(DataType type, TextStyle style) {
            return selector.text(style);
        }

        @Override
        public boolean needsConntrack() {
            return selector instanceof CtKey;
        }
    }

    /**
     * Something of the packet combined with a constant.
     *
     * @param operator {@code &}, {@code |} or {@code ^}
     */
    record Combined(Operand left, char operator, long constant) implements Operand {

        @Override
        public boolean load(Evaluation evaluation, int register) {
            if (!left.load(evaluation, register)) {
                return false;
            }
            long number = evaluation.numbers[register];
            evaluation.numbers[register] =
                    operator == '&' ? number & constant : operator == '|' ? number | constant : number ^ constant;
            return true;
        }

        @Override
        public String text(DataType type, TextStyle style) {
            if (left instanceof Combined inner && inner.operator == '&' && operator != '&') {
                return merged(inner, type, style);
            }
            return left.text(type, style) + " " + operator + " " + type.text(constant, style);
        }

        /** The kernel knows one mask and what is changed behind it ({@code netlink_parse_bitwise_mask_xor}). */
        private String merged(Combined inner, DataType type, TextStyle style) {
            long mask = operator == '|' ? inner.constant & ~constant : inner.constant;
            long set = constant & ~mask;
            long changed = constant & mask;
            return inner.left.text(type, style) + " & " + type.text(mask | set, style)
                    + (changed == 0 ? "" : " ^ " + type.text(changed, style))
                    + (set == 0 ? "" : " | " + type.text(set, style));
        }

        @Override
        public boolean needsConntrack() {
            return left.needsConntrack();
        }
    }

    /** What a map says about something of the packet. */
    record Mapped(java.util.List<Selector> key, NftSet map) implements Operand {

        @Override
        public boolean load(Evaluation evaluation, int register) {
            NftSet.Element element = SetLookup.load(key, evaluation) ? map.find(evaluation) : null;
            @Nullable Value data = element == null ? null : element.data();
            if (data == null) {
                return false;
            }
            evaluation.numbers[register] = data.low();
            return true;
        }

        @Override
        public String text(DataType type, TextStyle style) {
            return SetLookup.text(key, style) + " map " + map.reference(style);
        }
    }
}
