package dev.vethlab.tool.ip.link;

import dev.vethlab.kernel.device.DeviceStats;
import dev.vethlab.tool.ip.grammar.IpContext;
import dev.vethlab.tool.ip.grammar.Output;
import java.util.Locale;

/** The counters of a link ({@code print_stats64}). */
final class LinkStatistics {

    private static final String PREFIXES = "kMGTPE";

    private final IpContext context;
    private final Output output;
    private final DeviceStats stats;
    private final boolean errorsToo;
    private final int[] columns = {"*X errors:".length(), 7, 6, 7, 7, 7, 10, 9};

    LinkStatistics(IpContext context, DeviceStats stats) {
        this.context = context;
        this.output = context.output();
        this.stats = stats;
        this.errorsToo = context.options().statistics() > 1;
    }

    void print() {
        if (output.isJson()) {
            printJson();
        } else {
            widen(stats.rxBytes, stats.rxPackets, stats.rxErrors, stats.rxDropped, 0, stats.multicast, 0, 0);
            if (errorsToo) {
                widen(0, 0, 0, 0, 0, 0, stats.rxNohandler, stats.rxOtherhostDropped);
            }
            widen(
                    stats.txBytes,
                    stats.txPackets,
                    stats.txErrors,
                    stats.txDropped,
                    stats.txCarrierErrors,
                    stats.collisions,
                    0,
                    0);
            if (errorsToo) {
                widen(0, 0, 0, 0, 0, 0, carrierChanges(), 0);
            }
            printReceived();
            output.lineBreak();
            printSent();
        }
    }

    private long carrierChanges() {
        return stats.carrierUpCount + stats.carrierDownCount;
    }

    private void printReceived() {
        heading("RX", "missed", "mcast");
        numbers(stats.rxBytes, stats.rxPackets, stats.rxErrors, stats.rxDropped, 0, stats.multicast);
        if (!errorsToo) {
            return;
        }
        output.lineBreak();
        output.text("    RX errors:" + right("", columns[0] - 10));
        output.text(" " + right("length", columns[1]) + " " + right("crc", columns[2]) + " "
                + right("frame", columns[3]) + " " + right("fifo", columns[4]) + " " + right("overrun", columns[5]));
        output.text(stats.rxNohandler == 0 ? "" : right(" nohandler", columns[6] + 1));
        output.text(stats.rxOtherhostDropped == 0 ? "" : right(" otherhost", columns[7] + 1));
        output.lineBreak();
        output.text(right("", columns[0] + 5));
        for (int column = 1; column <= 5; column++) {
            number(columns[column], 0);
        }
        if (stats.rxNohandler != 0) {
            number(columns[6], stats.rxNohandler);
        }
        if (stats.rxOtherhostDropped != 0) {
            number(columns[7], stats.rxOtherhostDropped);
        }
    }

    private void printSent() {
        heading("TX", "carrier", "collsns");
        numbers(
                stats.txBytes,
                stats.txPackets,
                stats.txErrors,
                stats.txDropped,
                stats.txCarrierErrors,
                stats.collisions);
        if (!errorsToo) {
            return;
        }
        output.lineBreak();
        output.text("    TX errors:" + right("", columns[0] - 10));
        output.text(" " + right("aborted", columns[1]) + " " + right("fifo", columns[2]) + " "
                + right("window", columns[3]) + " " + right("heartbt", columns[4]) + " "
                + right("transns", columns[5]));
        output.lineBreak();
        output.text(right("", columns[0] + 5));
        for (int column = 1; column <= 4; column++) {
            number(columns[column], 0);
        }
        number(columns[5], carrierChanges());
    }

    private void heading(String direction, String fifth, String sixth) {
        output.text("    " + direction + ": " + right("bytes", columns[0] - 4) + " " + right("packets", columns[1])
                + " " + right("errors", columns[2]) + " " + right("dropped", columns[3]) + " "
                + right(fifth, columns[4]) + " " + right(sixth, columns[5]) + " " + right("", columns[6]));
        output.lineBreak();
        output.text("    ");
    }

    private void numbers(long... counts) {
        for (int column = 0; column < counts.length; column++) {
            number(columns[column], counts[column]);
        }
    }

    private void printJson() {
        output.openObject("stats64");
        output.openObject("rx");
        output.jsonNumber("bytes", stats.rxBytes);
        output.jsonNumber("packets", stats.rxPackets);
        output.jsonNumber("errors", stats.rxErrors);
        output.jsonNumber("dropped", stats.rxDropped);
        output.jsonNumber("over_errors", 0);
        output.jsonNumber("multicast", stats.multicast);
        if (errorsToo) {
            zeros("length_errors", "crc_errors", "frame_errors", "fifo_errors", "missed_errors");
            unlessZero("nohandler", stats.rxNohandler);
            unlessZero("otherhost", stats.rxOtherhostDropped);
        }
        output.closeObject();
        output.openObject("tx");
        output.jsonNumber("bytes", stats.txBytes);
        output.jsonNumber("packets", stats.txPackets);
        output.jsonNumber("errors", stats.txErrors);
        output.jsonNumber("dropped", stats.txDropped);
        output.jsonNumber("carrier_errors", stats.txCarrierErrors);
        output.jsonNumber("collisions", stats.collisions);
        if (errorsToo) {
            zeros("aborted_errors", "fifo_errors", "window_errors", "heartbeat_errors");
            output.jsonNumber("carrier_changes", carrierChanges());
        }
        output.closeObject();
        output.closeObject();
    }

    private void zeros(String... keys) {
        for (String key : keys) {
            output.jsonNumber(key, 0);
        }
    }

    private void unlessZero(String key, long count) {
        if (count != 0) {
            output.jsonNumber(key, count);
        }
    }

    /** {@code size_columns}. */
    private void widen(long... counts) {
        for (int i = 0; i < counts.length && !context.options().humanReadable(); i++) {
            columns[i] = Math.max(columns[i], Long.toString(counts[i]).length());
        }
    }

    /** {@code print_num}. */
    private void number(int width, long count) {
        int base = context.options().iec() ? 1024 : 1000;
        if (!context.options().humanReadable() || count < base) {
            output.text(right(Long.toString(count), width) + " ");
            return;
        }
        long power = base;
        int prefix = 0;
        while (count / base >= power && prefix < PREFIXES.length() - 1) {
            power *= base;
            prefix++;
        }
        int precision = 2;
        for (int ten = 10; precision > 0 && count / power >= ten; precision--) {
            ten *= 10;
        }
        String text = String.format(Locale.ROOT, "%." + precision + "f", (double) count / power)
                + PREFIXES.charAt(prefix)
                + (context.options().iec() ? "i" : "");
        output.text(right(text, width) + " ");
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
