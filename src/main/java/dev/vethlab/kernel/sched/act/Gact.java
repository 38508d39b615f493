package dev.vethlab.kernel.sched.act;

import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.trace.Verdict;

/** Says what becomes of every packet, or of one in so many (net/sched/act_gact.c). */
public final class Gact extends Action {

    private final GactSpec spec;

    Gact(ActionTable table, int index, GactSpec spec) {
        super(table, index, spec.control());
        this.spec = spec;
    }

    @Override
    public String kind() {
        return "gact";
    }

    /** What it was made with. */
    public GactSpec spec() {
        return spec;
    }

    @Override
    int act(Skb skb, boolean incoming) {
        int result = decide();
        if (result == Control.SHOT) {
            drops++;
        } else if (result == Control.TRAP || result == Control.STOLEN) {
            PacketTrace.add(skb, "tcf_gact_act", Verdict.REFUSE, "an action of a filter takes it away");
        }
        return result;
    }

    private int decide() {
        int value = Math.max(1, spec.randomValue());
        boolean otherwise = switch (spec.random()) {
            case NONE -> false;
            case NETRAND -> machine().random().nextInt(value) == 0;
            case DETERM -> packets() % value == 0;
        };
        return otherwise ? spec.randomControl() : control;
    }
}
