package dev.vethlab.tool.ip.genetlink;

import dev.vethlab.kernel.socket.TcpMetrics;
import dev.vethlab.tool.ip.grammar.Color;
import dev.vethlab.tool.ip.grammar.Output;

/** One line of {@code ip tcp_metrics} ({@code process_msg}). */
final class TcpMetricsPrinter {

    private static final double NS_A_MILLISECOND = 1e6;
    private static final double MILLISECONDS_A_SECOND = 1e3;
    private static final double US_A_SECOND = 1e6;

    private final Output output;

    TcpMetricsPrinter(Output output) {
        this.output = output;
    }

    void print(TcpMetrics.Entry entry, boolean deleted) {
        output.openObject();
        if (deleted) {
            output.bool("deleted", "Deleted ", true);
        }
        output.string(Color.INET, "dst", "%s", entry.remote().toString());
        double milliseconds = Math.floor(entry.ageNs() / NS_A_MILLISECOND);
        output.decimal("age", " age %.03fsec", milliseconds / MILLISECONDS_A_SECOND);
        number("ssthresh", entry.slowStartEnd());
        number("cwnd", entry.congestionWindow());
        time("rtt", entry.roundTripUs());
        time("rttvar", entry.variationUs());
        output.string("source", " source %s", entry.local().toString());
        output.newline();
        output.closeObject();
    }

    private void number(String name, long value) {
        if (value != 0) {
            output.number(name, " " + name + " %u", value);
        }
    }

    private void time(String name, long us) {
        if (us == 0) {
            return;
        }
        if (output.isJson()) {
            output.decimal(name, "%g", us / US_A_SECOND);
        } else {
            output.text(" " + name + " %uus", us);
        }
    }
}
