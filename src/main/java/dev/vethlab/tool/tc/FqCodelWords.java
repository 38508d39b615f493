package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.ExtraStats;
import dev.vethlab.kernel.sched.FqCodelOptions;
import dev.vethlab.kernel.sched.FqCodelStats;
import dev.vethlab.kernel.sched.QdiscOptions;
import dev.vethlab.tool.ip.grammar.Arguments;
import dev.vethlab.tool.ip.grammar.ExitException;
import dev.vethlab.tool.ip.grammar.Numbers;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code fq_codel} (tc/q_fq_codel.c). */
final class FqCodelWords implements QdiscWords {

    private static final String USAGE = "Usage: ... fq_codel\t[ limit PACKETS ] [ flows NUMBER ]\n"
            + "[ memory_limit BYTES ]\n"
            + "[ target TIME ] [ interval TIME ]\n"
            + "[ quantum BYTES ] [ [no]ecn ]\n"
            + "[ ce_threshold TIME ]\n"
            + "[ ce_threshold_selector VALUE/MASK ]\n"
            + "[ drop_batch SIZE ]\n";

    @Override
    public Optional<QdiscOptions> read(TcContext context, Arguments arguments, String device) {
        Map<String, Integer> read = new HashMap<>();
        while (arguments.hasNext()) {
            String word = arguments.next();
            switch (word) {
                case "limit", "flows", "quantum", "drop_batch" ->
                    read.put(word, (int) Numbers.u32(arguments.next(), 0).orElseThrow(() -> illegal(word)));
                case "target", "ce_threshold", "interval" ->
                    read.put(word, Units.time(arguments.next()).orElseThrow(() -> illegal(word)));
                case "memory_limit" ->
                    read.put(word, Units.size(arguments.next()).orElseThrow(() -> illegal(word)));
                case "ce_threshold_selector" -> selector(arguments.next());
                case "ecn" -> read.put("ecn", 1);
                case "noecn" -> read.put("ecn", 0);
                case "help" -> throw TcContext.complaint(USAGE);
                default -> throw TcContext.complaint("What is \"" + word + "\"?\n" + USAGE);
            }
        }
        return Optional.of(new FqCodelOptions(
                given(read, "limit"),
                given(read, "flows"),
                given(read, "quantum"),
                given(read, "target"),
                optional(read, "ce_threshold"),
                given(read, "interval"),
                optional(read, "memory_limit"),
                optional(read, "ecn"),
                given(read, "drop_batch")));
    }

    private static void selector(String word) {
        if (!word.contains("/")) {
            throw TcContext.complaint("Missing mask for \"ce_threshold_selector\"\n");
        }
    }

    /** 0 is nothing. */
    private static OptionalInt given(Map<String, Integer> read, String word) {
        int value = read.getOrDefault(word, 0);
        return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalInt optional(Map<String, Integer> read, String word) {
        Integer value = read.get(word);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static ExitException illegal(String word) {
        return TcContext.complaint("Illegal \"" + word + "\"\n");
    }

    @Override
    public void print(TcContext context, QdiscOptions options) {
        FqCodelOptions codel = (FqCodelOptions) options;
        Output output = context.output();
        codel.limit().ifPresent(limit -> output.number("limit", "limit %up ", Integer.toUnsignedLong(limit)));
        codel.flows().ifPresent(flows -> output.number("flows", "flows %u ", flows));
        codel.quantum().ifPresent(quantum -> output.number("quantum", "quantum %u ", quantum));
        codel.target().ifPresent(target -> time(output, "target", target));
        codel.ceThreshold().ifPresent(threshold -> time(output, "ce_threshold", threshold));
        codel.interval().ifPresent(interval -> time(output, "interval", interval));
        codel.memoryLimit().ifPresent(limit -> Fields.size(context, "memory_limit", "memory_limit %s ", limit));
        if (codel.ecn().orElse(0) != 0) {
            output.bool("ecn", "ecn ", true);
        }
        codel.dropBatch().ifPresent(batch -> output.number("drop_batch", "drop_batch %u ", batch));
    }

    private static void time(Output output, String name, int microseconds) {
        output.jsonNumber(name, Integer.toUnsignedLong(microseconds));
        output.text(name + " %s ", Units.timeText(microseconds));
    }

    @Override
    public boolean printExtra(TcContext context, ExtraStats stats) {
        FqCodelStats codel = (FqCodelStats) stats;
        Output output = context.output();
        output.number("maxpacket", "  maxpacket %u", codel.maxPacket());
        output.number("drop_overlimit", " drop_overlimit %u", codel.dropOverlimit());
        output.number("new_flow_count", " new_flow_count %u", codel.newFlowCount());
        output.number("ecn_mark", " ecn_mark %u", codel.ecnMark());
        nonZero(output, "ce_mark", codel.ceMark());
        nonZero(output, "memory_used", codel.memoryUsed());
        nonZero(output, "drop_overmemory", codel.dropOvermemory());
        output.lineBreak();
        output.number("new_flows_len", "  new_flows_len %u", codel.newFlows());
        output.number("old_flows_len", " old_flows_len %u", codel.oldFlows());
        return true;
    }

    private static void nonZero(Output output, String name, int value) {
        if (value != 0) {
            output.number(name, " " + name + " %u", value);
        }
    }
}
