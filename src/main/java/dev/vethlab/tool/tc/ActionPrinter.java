package dev.vethlab.tool.tc;

import dev.vethlab.kernel.sched.act.Action;
import dev.vethlab.kernel.sched.act.ActionList;
import dev.vethlab.kernel.sched.act.Gact;
import dev.vethlab.kernel.sched.act.GactSpec;
import dev.vethlab.kernel.sched.act.Mirred;
import dev.vethlab.kernel.sched.act.MirredSpec;
import dev.vethlab.kernel.sched.act.Police;
import dev.vethlab.kernel.sched.act.PoliceSpec;
import dev.vethlab.tool.ip.grammar.Output;

/** Writes the actions of a filter ({@code tc_print_action}, {@code print_gact}, {@code print_mirred}, {@code print_police}). */
final class ActionPrinter {

    private static final int TICKS_A_SECOND = 100;

    private final TcContext context;
    private final Output output;

    ActionPrinter(TcContext context) {
        this.context = context;
        this.output = context.output();
    }

    void print(ActionList actions) {
        if (actions.isEmpty()) {
            return;
        }
        output.openArray("actions");
        int number = 0;
        for (Action action : actions.all()) {
            output.openObject();
            output.lineBreak();
            output.number("order", "\taction order %u: ", ++number);
            if (action instanceof Gact) {
                print((Gact) action);
            } else if (action instanceof Mirred) {
                print((Mirred) action);
            } else if (action instanceof Police) {
                print((Police) action);
            }
            if (context.options().showStatistics()) {
                printStatistics(action);
            }
            output.closeObject();
        }
        output.closeArray();
    }

    private void printStatistics(Action action) {
        output.text("\tAction statistics:");
        output.lineBreak();
        output.openObject("stats");
        StatsPrinter.print(
                output, "\t", action.bytes(), action.packets(), action.drops(), action.overlimits(), 0, 0, 0);
        output.closeObject();
        output.lineBreak();
    }

    private void print(Gact action) {
        GactSpec spec = action.spec();
        output.string("kind", "%s ", "gact");
        Controls.print(output, "action ", action.control(), "");
        output.openObject("prob");
        output.lineBreak();
        String chance = spec.random().name().toLowerCase(java.util.Locale.ROOT);
        output.string("random_type", "\t random type %s", chance);
        Controls.print(output, " ", spec.randomControl(), " ");
        output.number("val", "val %d", spec.randomValue());
        output.closeObject();
        output.lineBreak();
        output.number("index", "\t index %u", action.index());
        printUse(action, " ref %d", " bind %d");
        printTimes(action);
        output.lineBreak();
    }

    private void print(Mirred action) {
        MirredSpec spec = action.spec();
        String direction = spec.toIngress() ? "ingress" : "egress";
        String what = spec.mirror() ? "mirror" : "redirect";
        output.string("kind", "%s ", "mirred");
        output.text("(%s", (spec.toIngress() ? "Ingress " : "Egress ") + (spec.mirror() ? "Mirror" : "Redirect"));
        output.jsonString("mirred_action", what);
        output.jsonString("direction", direction);
        String device = context.ip()
                .devices()
                .nameOf(action.device().map(known -> known.index()).orElse(0));
        output.string("to_dev", " to device %s)", device);
        Controls.print(output, " ", action.control(), "");
        output.lineBreak();
        output.number("index", "\tindex %u", action.index());
        printUse(action, " ref %d", " bind %d");
        printTimes(action);
        output.lineBreak();
    }

    private void print(Police action) {
        PoliceSpec spec = action.spec();
        output.jsonString("kind", "police");
        output.text(" police 0x%x ", action.index());
        output.jsonNumber("index", action.index());
        Fields.rateInText(context, "rate %s ", spec.rate().bytesPerSecond());
        long rate = spec.rate().bytesPerSecond();
        int burst = rate == 0 ? 0 : CNumber.toU32(Units.transmitSize(rate, spec.burst()));
        output.text("burst %s ", Units.sizeText(burst));
        output.text("mtu %s ", Units.sizeText(action.mtu()));
        if (context.raw()) {
            output.text("[%08x] ", Integer.toUnsignedLong(spec.burst()));
        }
        if (spec.peak().isPresent()) {
            Fields.rateInText(context, "peakrate %s ", spec.peak().bytesPerSecond());
        }
        Controls.print(output, "action ", action.control(), "");
        if (spec.conformGiven()) {
            Controls.print(output, "/", spec.conform(), " ");
        } else {
            output.text(" ");
        }
        Fields.size(context, "overhead", "overhead %s ", spec.rate().overhead());
        if (context.options().showDetails()) {
            output.string("linklayer", "linklayer %s ", spec.rate().isPresent() ? "ethernet" : "unspec");
        }
        output.lineBreak();
        printUse(action, "\tref %d ", "bind %d ");
        printTimes(action);
        output.lineBreak();
    }

    private void printUse(Action action, String references, String binds) {
        output.number("ref", references, action.references());
        output.number("bind", binds, action.binds());
    }

    /** {@code print_tm}: times of less than a tick are not written. */
    private void printTimes(Action action) {
        if (context.options().showStatistics()) {
            time("installed", " installed %u sec", action.installedTicks());
            time("last_used", " used %u sec", action.usedTicks());
            time("first_used", " firstused %u sec", action.firstUsedTicks());
        }
    }

    private void time(String key, String format, long ticks) {
        if (ticks != 0) {
            output.number(key, format, ticks / TICKS_A_SECOND);
        }
    }
}
