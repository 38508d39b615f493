package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Verdict;
import java.util.Locale;

/** Tells of packets that wait in a queue. */
final class Waiting {

    private static final double NS_A_MS = 1e6;

    private Waiting() {}

    static void explain(Skb skb, Qdisc qdisc, String function, String detail) {
        PacketTrace.end(qdisc.queues.device(), skb, function, Verdict.QUEUE, Fate.QUEUED, detail);
    }

    /** A time in milliseconds, as short as it can be said. */
    static String inWords(long ns) {
        String text = String.format(Locale.ROOT, "%.3f", ns / NS_A_MS);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "") + " ms";
    }
}
