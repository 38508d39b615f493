package dev.vethlab.tool.ip.rule;

import dev.vethlab.kernel.route.FibRule;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and ranges of rules on the command line. */
final class RuleWords {

    private static final Pattern RANGE = Pattern.compile("\\s*(\\d+)(?:-\\s*(\\d+))?.*", Pattern.DOTALL);

    private RuleWords() {}

    static int u32(String value, String complaint) {
        OptionalLong number = Numbers.u32(value, 0);
        if (number.isEmpty()) {
            throw ExitException.invalid(complaint, value);
        }
        return (int) number.getAsLong();
    }

    static long u64(String value, String complaint) {
        return Numbers.u64(value, 0).orElseThrow(() -> ExitException.invalid(complaint, value));
    }

    static int required(OptionalInt number, String complaint, String value) {
        return number.orElseThrow(() -> ExitException.invalid(complaint, value));
    }

    /** {@code sscanf(value, "%hu-%hu")}. */
    static FibRule.Range ports(String value, String complaint) {
        Matcher matcher = RANGE.matcher(value);
        if (!matcher.matches()) {
            throw ExitException.invalid(complaint, value);
        }
        int start = (int) Long.parseLong(last(matcher.group(1))) & 0xffff;
        int end = matcher.group(2) == null ? start : (int) Long.parseLong(last(matcher.group(2))) & 0xffff;
        return new FibRule.Range(start, end);
    }

    /** {@code sscanf(value, "%u-%u")}. */
    static FibRule.Range uids(String value) {
        Matcher matcher = RANGE.matcher(value);
        if (!matcher.matches() || matcher.group(2) == null) {
            throw ExitException.invalid("invalid UID range\n", value);
        }
        return new FibRule.Range(
                (int) Long.parseLong(last(matcher.group(1))), (int) Long.parseLong(last(matcher.group(2))));
    }

    private static String last(String digits) {
        return digits.length() > 18 ? digits.substring(digits.length() - 18) : digits;
    }

    /** The mask behind the slash of {@code MARK/MASK}. */
    static Optional<String> mask(String value) {
        int slash = value.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(value.substring(slash + 1));
    }

    static String mark(String value) {
        int slash = value.indexOf('/');
        return slash < 0 ? value : value.substring(0, slash);
    }

    /** {@code check_ifname}. */
    static String deviceName(String value, String complaint) {
        boolean valid = !value.isEmpty()
                && value.length() <= 15
                && value.chars().noneMatch(c -> c == '/' || Character.isWhitespace(c));
        if (!valid) {
            throw ExitException.invalid(complaint, value);
        }
        return value;
    }
}
