package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.NetemOptions;
import dev.vethlab.tool.ip.grammar.Output;
import org.jspecify.annotations.Nullable;

/** Writes the settings of {@code netem} ({@code netem_print_opt}). */
final class NetemPrinter {

    private static final double US_A_SECOND = 1e6;
    private static final double NS_A_SECOND = 1e9;

    private final TcContext context;
    private final Output output;
    private final NetemOptions netem;

    NetemPrinter(TcContext context, NetemOptions netem) {
        this.context = context;
        this.output = context.output();
        this.netem = netem;
    }

    void print() {
        output.number("limit", "limit %d", netem.limit());
        NetemOptions.Correlations correlations = netem.correlations();
        if (netem.latency() != 0) {
            printDelay(correlations);
        }
        if (netem.loss() != 0) {
            output.openObject("loss-random");
            percent("loss", " loss", netem.loss());
            correlation(correlations == null ? 0 : correlations.loss());
            output.closeObject();
        }
        netem.loss4().ifPresent(this::printModel);
        if (netem.duplicate() != 0) {
            output.openObject("duplicate");
            percent("duplicate", " duplicate", netem.duplicate());
            correlation(correlations == null ? 0 : correlations.duplicate());
            output.closeObject();
        }
        printShare("reorder", netem.reorder());
        printShare("corrupt", netem.corrupt());
        printRate();
        printSlot();
        output.jsonBool("ecn", netem.ecn());
        if (netem.ecn()) {
            output.text(" ecn ");
        }
        output.jsonNumber("gap", Integer.toUnsignedLong(netem.gap()));
        if (netem.gap() != 0) {
            output.text(" gap %lu", Integer.toUnsignedLong(netem.gap()));
        }
    }

    private void printDelay(NetemOptions.@Nullable Correlations correlations) {
        int share = correlations == null ? 0 : correlations.delay();
        output.openObject("delay");
        output.text(" delay %s", Units.timeText(Units.microseconds(netem.latency())));
        if (netem.jitter() != 0) {
            output.text("  %s", Units.timeText(Units.microseconds(netem.jitter())));
        }
        decimal("delay", Integer.toUnsignedLong(Units.microseconds(netem.latency())) / US_A_SECOND);
        decimal("jitter", Integer.toUnsignedLong(Units.microseconds(netem.jitter())) / US_A_SECOND);
        if (output.isJson() || netem.jitter() != 0) {
            correlation(share);
        }
        output.closeObject();
    }

    private void printModel(NetemOptions.LossModel model) {
        if (model instanceof NetemOptions.FourStates) {
            NetemOptions.FourStates states = (NetemOptions.FourStates) model;
            output.openObject("loss-state");
            percent("p13", " loss state p13", states.p13());
            percent("p31", " p31", states.p31());
            percent("p32", " p32", states.p32());
            percent("p23", " p23", states.p23());
            percent("p14", " p14", states.p14());
        } else {
            NetemOptions.GilbertElliott states = (NetemOptions.GilbertElliott) model;
            output.openObject("loss-gemodel");
            percent("p", " loss gemodel p", states.p());
            percent("r", " r", states.r());
            percent("1-h", " 1-h", ~states.h());
            percent("1-k", " 1-k", states.k1());
        }
        output.closeObject();
    }

    private void printShare(String name, NetemOptions.@Nullable Share share) {
        if (share != null && share.probability() != 0) {
            output.openObject(name);
            percent(name, " " + name, share.probability());
            correlation(share.correlation());
            output.closeObject();
        }
    }

    private void printRate() {
        NetemOptions.Rate rate = netem.rate();
        if (rate == null || rate.bytesPerSecond() == 0) {
            return;
        }
        output.openObject("rate");
        Fields.rate(context, "rate", " rate %s", rate.bytesPerSecond());
        integer("packetoverhead", rate.packetOverhead());
        output.jsonNumber("cellsize", Integer.toUnsignedLong(rate.cellSize()));
        if (rate.cellSize() != 0) {
            output.text(" cellsize %u", Integer.toUnsignedLong(rate.cellSize()));
        }
        integer("celloverhead", rate.cellOverhead());
        output.closeObject();
    }

    private void printSlot() {
        NetemOptions.Slot slot = netem.slot();
        if (slot == null) {
            return;
        }
        output.openObject("slot");
        if (slot.distributionJitter() > 0) {
            time("distribution", " slot distribution", slot.distributionDelay());
            time("jitter", "", slot.distributionJitter());
        } else {
            time("min-delay", " slot", slot.minDelay());
            time("max-delay", "", slot.maxDelay());
        }
        integer("packets", slot.maxPackets());
        integer("bytes", slot.maxBytes());
        output.closeObject();
    }

    private void time(String key, String label, long ns) {
        output.text(label + " %s", Units.time64Text(ns));
        decimal(key, ns / NS_A_SECOND);
    }

    private void integer(String name, int value) {
        output.jsonNumber(name, value);
        if (value != 0) {
            output.text(" " + name + " %d", value);
        }
    }

    private void percent(String key, String label, int share) {
        double part = Integer.toUnsignedLong(share);
        output.text(label + " %s", CNumber.general(100. * part / Units.WHOLE) + "%");
        decimal(key, part / Units.WHOLE);
    }

    /** {@code print_corr}. */
    private void correlation(int share) {
        if (output.isJson()) {
            decimal("correlation", Integer.toUnsignedLong(share) / (double) Units.WHOLE);
        } else if (share != 0) {
            percent("", "", share);
        }
    }

    private void decimal(String key, double value) {
        output.jsonLiteral(key, CNumber.general(value));
    }
}
