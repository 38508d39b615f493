package dev.vethlab.tool.tcpdump;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A compiled arithmetic expression ({@code struct arth}).
 *
 * @param check what must hold before the number may be computed: that the packet is of the protocols it is read from
 * @param first the number that the computation begins with, where it begins with one; libpcap takes a divisor that
 *     begins with 0 for 0, {@code ether[0]} too
 */
record FilterValue(Optional<FilterCondition> check, OptionalInt first, Number number) {

    /** Computes 32 unsigned bits. */
    @FunctionalInterface
    interface Number {
        int of(FilterPacket packet);
    }

    static FilterValue constant(int value) {
        return new FilterValue(Optional.empty(), OptionalInt.of(value), packet -> value);
    }

    static FilterValue length() {
        return new FilterValue(Optional.empty(), OptionalInt.empty(), FilterPacket::length);
    }

    FilterValue negated() {
        return new FilterValue(check, first, packet -> -number.of(packet));
    }

    /** The value at the offset that this one is, once {@code loadCheck} holds. */
    FilterValue load(FilterCondition loadCheck, Number loaded) {
        return new FilterValue(Optional.of(loadCheck), first, loaded);
    }

    /** An operator between two values ({@code gen_arth}), of which libpcap keeps the check of the left one only. */
    FilterValue combine(String operator, FilterValue right) throws FilterException {
        refuse(operator, right.first);
        Number left = number;
        Number other = right.number;
        return new FilterValue(check, first, packet -> compute(operator, left.of(packet), other.of(packet)));
    }

    /** A comparison of two values, unsigned ({@code gen_relation}). */
    FilterCondition compare(String relation, FilterValue right) {
        Number left = number;
        Number other = right.number;
        FilterCondition comparison = packet -> holds(relation, left.of(packet), other.of(packet));
        Optional<FilterCondition> checks = bothChecks(right);
        return checks.isPresent() ? checks.get().and(comparison) : comparison;
    }

    private Optional<FilterCondition> bothChecks(FilterValue right) {
        if (check.isPresent() && right.check.isPresent()) {
            return Optional.of(check.get().and(right.check.get()));
        }
        return check.isPresent() ? check : right.check;
    }

    private static void refuse(String operator, OptionalInt right) throws FilterException {
        if (right.isEmpty()) {
            return;
        }
        int value = right.getAsInt();
        if (value == 0 && operator.equals("/")) {
            throw new FilterException("division by zero");
        }
        if (value == 0 && operator.equals("%")) {
            throw new FilterException("modulus by zero");
        }
        if (Integer.compareUnsigned(value, 31) > 0 && (operator.equals("<<") || operator.equals(">>"))) {
            throw new FilterException("shift by more than 31 bits");
        }
    }

    private static int compute(String operator, int left, int right) {
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> Integer.divideUnsigned(left, divisor(right));
            case "%" -> Integer.remainderUnsigned(left, divisor(right));
            case "&" -> left & right;
            case "|" -> left | right;
            case "^" -> left ^ right;
            case "<<" -> Integer.compareUnsigned(right, 31) > 0 ? 0 : left << right;
            default -> Integer.compareUnsigned(right, 31) > 0 ? 0 : left >>> right;
        };
    }

    private static int divisor(int value) {
        if (value == 0) {
            throw FilterPacket.Rejected.INSTANCE;
        }
        return value;
    }

    private static boolean holds(String relation, int left, int right) {
        int order = Integer.compareUnsigned(left, right);
        return switch (relation) {
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "=" -> order == 0;
            case "<=" -> order <= 0;
            case "<" -> order < 0;
            default -> order != 0;
        };
    }
}
