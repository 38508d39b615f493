package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.KernelException;

/**
 * Compares something of a packet with a constant ({@code nft_cmp}, {@code nft_range}, {@code nft_bitwise}).
 *
 * @param mask the bits that are looked at, 0 for all
 */
public record Comparison(Selector left, Operator operator, long mask, Value right) implements Statement {

    /** How values are compared. */
    public enum Operator {
        /** The usual one, not written. */
        IMPLICIT(""),
        EQUAL("== "),
        NOT("!= "),
        LESS("< "),
        GREATER("> "),
        AT_MOST("<= "),
        AT_LEAST(">= "),
        /** Some of the flags are set; not written. */
        ANY_FLAG(""),
        /** None of the flags is set. */
        NO_FLAG("! ");

        private final String word;

        Operator(String word) {
            this.word = word;
        }
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        if (!left.load(evaluation, 0)) {
            return Outcome.BREAK;
        }
        if (mask != 0) {
            evaluation.numbers[0] &= mask;
        }
        return holds(evaluation) ? Outcome.NEXT : Outcome.BREAK;
    }

    private boolean holds(Evaluation evaluation) {
        long number = evaluation.numbers[0];
        return switch (operator) {
            case IMPLICIT, EQUAL -> right.holds(evaluation, 0);
            case NOT -> !right.holds(evaluation, 0);
            case LESS -> number < right.low();
            case GREATER -> number > right.high();
            case AT_MOST -> number <= right.high();
            case AT_LEAST -> number >= right.low();
            case ANY_FLAG -> (number & right.low()) != 0;
            case NO_FLAG -> (number & right.low()) == 0;
        };
    }

    @Override
    public String text(TextStyle style) {
        DataType type = left.type();
        String value = right.text(type, style);
        if (mask == 0) {
            return left.text(style) + " " + operator.word + value;
        }
        if (type == DataType.TCP_FLAG && Long.bitCount(mask) > 1) {
            return left.text(style) + " " + (operator == Operator.NOT ? "!= " : "") + value + " / "
                    + type.text(mask, style);
        }
        String shown = type == DataType.INTEGER ? Long.toString(mask) : type.text(mask, style);
        String sign = operator == Operator.IMPLICIT ? "== " : operator.word;
        return left.text(style) + " & " + shown + " " + sign + value;
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        left.validate(point);
    }

    @Override
    public boolean needsAccounting() {
        return left.needsAccounting();
    }

    @Override
    public boolean needsConntrack() {
        return left instanceof CtKey;
    }
}
