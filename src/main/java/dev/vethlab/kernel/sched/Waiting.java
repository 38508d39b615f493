package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells of packets that wait in a queue. */
final class Waiting {

    private static final double NS_A_MS = 1e6;

    private Waiting() {}

    static void explain(Skb skb, Qdisc qdisc, String function, String detail) {
        Machine machine = qdisc.queues.device().machine();
        if (machine.tracer().isOn()) {
            machine.tracer()
                    .add(new Step(
                            machine.nowNs(),
                            qdisc.queues.device().net().label(),
                            qdisc.queues.device().name(),
                            skb.captureNumber,
                            function,
                            Verdict.QUEUE,
                            Optional.of(Fate.QUEUED),
                            Optional.empty(),
                            detail,
                            List.of()));
        }
    }

    /** A time in milliseconds, as short as it can be said. */
    static String inWords(long ns) {
        String text = String.format(Locale.ROOT, "%.3f", ns / NS_A_MS);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "") + " ms";
    }
}
