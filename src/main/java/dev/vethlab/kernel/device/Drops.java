package dev.vethlab.kernel.device;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.kernel.trace.Verdict;
import java.util.List;
import java.util.Optional;

/** The ends of packets: every packet that goes no further is reported here, with the function that decided and why. */
public final class Drops {

    private Drops() {}

    /** Frees a packet with a reason ({@code kfree_skb_reason}). */
    public static void drop(Skb skb, DropReason reason, String function) {
        drop(skb, reason, function, "", List.of());
    }

    /** Frees a packet with a reason, and says in plain English what is the matter and which settings decided. */
    public static void drop(Skb skb, DropReason reason, String function, String detail, List<SysctlSeen> sysctls) {
        end(skb, Fate.DROPPED, Verdict.DROP, Optional.of(reason), function, detail, sysctls);
    }

    /** Consumes a packet without an answer and without a reason, as the kernel does silently ({@code consume_skb}). */
    public static void ignore(Skb skb, String function, String detail, List<SysctlSeen> sysctls) {
        end(skb, Fate.IGNORED, Verdict.REFUSE, Optional.empty(), function, detail, sysctls);
    }

    /**
     * Tells, while somebody listens, that a device does not get a frame which goes on elsewhere or has its end told apart.
     *
     * @param device the device that could have got it
     */
    public static void withhold(NetDevice device, Skb skb, String function, String detail) {
        PacketTrace.add(device, skb, function, Verdict.REFUSE, detail);
    }

    private static void end(
            Skb skb,
            Fate fate,
            Verdict verdict,
            Optional<DropReason> reason,
            String function,
            String detail,
            List<SysctlSeen> sysctls) {
        Machine machine = skb.dev.machine();
        machine.captures().end(skb.captureNumber, new CaptureLog.End(fate, reason, function, detail));
        PacketTrace.add(skb.dev, skb, function, verdict, Optional.of(fate), reason, detail, sysctls, Optional.empty());
    }
}
