package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.QueueStats;
import dev.vethlab.tool.ip.grammar.Output;

/** What a queue counts, as text or JSON ({@code print_tcstats2_attr}). */
final class StatsPrinter {

    private StatsPrinter() {}

    static void print(Output output, QueueStats stats, String prefix) {
        print(
                output,
                prefix,
                stats.bytes,
                stats.packets,
                stats.drops,
                stats.overlimits,
                stats.requeues,
                stats.backlog,
                stats.length);
    }

    static void print(
            Output output,
            String prefix,
            long bytes,
            long packets,
            int drops,
            int overlimits,
            int requeues,
            int backlog,
            int length) {
        output.text(prefix);
        output.number("bytes", "Sent %llu bytes", bytes);
        output.number("packets", " %u pkt", packets);
        output.number("drops", " (dropped %u", Integer.toUnsignedLong(drops));
        output.number("overlimits", ", overlimits %u", Integer.toUnsignedLong(overlimits));
        output.number("requeues", " requeues %u) ", Integer.toUnsignedLong(requeues));
        output.lineBreak();
        output.text(prefix);
        if (output.isJson()) {
            output.jsonNumber("backlog", Integer.toUnsignedLong(backlog));
        } else {
            output.text("backlog %s", Units.sizeText(backlog));
        }
        output.number("qlen", " %up", Integer.toUnsignedLong(length));
        output.text(" requeues %u", Integer.toUnsignedLong(requeues));
    }
}
