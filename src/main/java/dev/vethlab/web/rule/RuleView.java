package dev.vethlab.web.rule;

import dev.vethlab.kernel.route.FibRule;
import dev.vethlab.tool.ip.grammar.RouteProtocols;
import dev.vethlab.tool.ip.route.RouteTypes;
import dev.vethlab.web.identity.ShortDigest;
import dev.vethlab.web.route.Tables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A routing rule as clients read it, in the words of {@code ip rule}.
 *
 * @param id stands for what identifies the rule
 * @param not whether it is for the packets that do not match
 * @param action {@code lookup}, {@code goto}, {@code nop}, {@code blackhole}, {@code unreachable} or {@code prohibit}
 * @param mark value and mask, such as {@code 0x1/0xff}
 */
record RuleView(
        String id,
        long priority,
        boolean not,
        String from,
        String to,
        @Nullable Integer tos,
        @Nullable String inputInterface,
        @Nullable String outputInterface,
        @Nullable String mark,
        String action,
        @Nullable String table,
        @Nullable Long gotoPriority,
        @Nullable Integer suppressPrefixLength,
        String protocol) {

    private static final int EVERY_BIT = -1;

    static RuleView of(FibRule rule) {
        boolean lookup = rule.action().equals(FibRule.Action.TO_TABLE);
        return new RuleView(
                ShortDigest.of(rule),
                Integer.toUnsignedLong(rule.priority()),
                rule.inverted(),
                selector(rule.source()),
                selector(rule.destination()),
                rule.tos() == 0 ? null : rule.tos(),
                rule.inputDevice().isEmpty() ? null : rule.inputDevice(),
                rule.outputDevice().isEmpty() ? null : rule.outputDevice(),
                mark(rule),
                action(rule.action()),
                lookup ? Tables.name(rule.table()) : null,
                rule.action().equals(FibRule.Action.GOTO) ? Integer.toUnsignedLong(rule.target()) : null,
                rule.suppressPrefixLength() < 0 ? null : rule.suppressPrefixLength(),
                RouteProtocols.name(rule.protocol(), false));
    }

    /** The words that name this very rule to {@code ip rule del}. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("priority", String.valueOf(priority)));
        words.addAll(selecting(not, from, to, tos, inputInterface, outputInterface, mark));
        words.addAll(acting(action, table, gotoPriority, suppressPrefixLength));
        return words;
    }

    static List<String> selecting(
            boolean not,
            @Nullable String from,
            @Nullable String to,
            @Nullable Integer tos,
            @Nullable String inputInterface,
            @Nullable String outputInterface,
            @Nullable String mark) {
        List<String> words = new ArrayList<>();
        if (not) {
            words.add("not");
        }
        add(words, "from", from);
        add(words, "to", "all".equals(to) ? null : to);
        add(words, "tos", tos);
        add(words, "iif", inputInterface);
        add(words, "oif", outputInterface);
        add(words, "fwmark", mark);
        return words;
    }

    static List<String> acting(
            String action, @Nullable String table, @Nullable Long gotoPriority, @Nullable Integer suppressed) {
        List<String> words = new ArrayList<>();
        if (table != null) {
            words.addAll(List.of("lookup", table));
        } else if (action.equals("goto")) {
            words.addAll(List.of("goto", String.valueOf(gotoPriority)));
        } else if (!action.equals("lookup")) {
            words.add(action);
        }
        add(words, "suppress_prefixlength", suppressed);
        return words;
    }

    private static void add(List<String> words, String keyword, @Nullable Object value) {
        if (value != null) {
            words.addAll(List.of(keyword, value.toString()));
        }
    }

    private static String selector(FibRule.Selector selector) {
        if (selector.length() == 0) {
            return "all";
        }
        return selector.length() == 32 ? selector.address().toString() : selector.address() + "/" + selector.length();
    }

    private static @Nullable String mark(FibRule rule) {
        if (rule.mark() == 0 && rule.markMask() == 0) {
            return null;
        }
        String mark = "0x" + Integer.toHexString(rule.mark());
        return rule.markMask() == EVERY_BIT ? mark : mark + "/0x" + Integer.toHexString(rule.markMask());
    }

    private static String action(FibRule.Action action) {
        if (action.equals(FibRule.Action.TO_TABLE)) {
            return "lookup";
        }
        if (action.equals(FibRule.Action.GOTO)) {
            return "goto";
        }
        return action.equals(FibRule.Action.NOP) ? "nop" : RouteTypes.name(action.number(), false);
    }
}
