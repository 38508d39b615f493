package dev.vethlab.web.rule;

import dev.vethlab.web.syntax.Syntax;
import dev.vethlab.web.syntax.WrittenAs;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says when it adds a rule, in the words of {@code ip rule add}.
 *
 * @param action {@code lookup} where none is named
 * @param table what to look in; {@code main} where the action is to look up and none is named
 */
record NewRule(
        @Nullable @Min(0) @Max(0xffff_ffffL) Long priority,
        @Nullable Boolean not,
        @Nullable @WrittenAs(Syntax.SELECTOR) String from,
        @Nullable @WrittenAs(Syntax.SELECTOR) String to,
        @Nullable @Min(0) @Max(255) Integer tos,
        @Nullable @WrittenAs(Syntax.DEVICE_NAME) String inputInterface,
        @Nullable @WrittenAs(Syntax.DEVICE_NAME) String outputInterface,

        @Nullable @Pattern(regexp = NUMBER + "(/" + NUMBER + ")?", message = "must be a mark such as 0x1 or 0x1/0xff")
        String mark,

        @Nullable
        @Pattern(
                regexp = "lookup|goto|nop|blackhole|unreachable|prohibit",
                message = "must be lookup, goto, nop, blackhole, unreachable or prohibit")
        String action,

        @Nullable @WrittenAs(Syntax.TABLE) String table,
        @Nullable @Min(0) @Max(0xffff_ffffL) Long gotoPriority,
        @Nullable @Min(0) @Max(32) Integer suppressPrefixLength) {

    private static final String NUMBER = "(0x[0-9A-Fa-f]{1,8}|[0-9]{1,10})";

    List<String> words() {
        List<String> words = new ArrayList<>(List.of("ip", "rule", "add"));
        words.addAll(
                RuleView.selecting(Boolean.TRUE.equals(not), from, to, tos, inputInterface, outputInterface, mark));
        if (priority != null) {
            words.addAll(List.of("priority", priority.toString()));
        }
        String doing = action == null ? "lookup" : action;
        words.addAll(RuleView.acting(
                doing, doing.equals("lookup") && table == null ? "main" : table, gotoPriority, suppressPrefixLength));
        return words;
    }
}
