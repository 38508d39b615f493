package dev.vethlab.kernel.device;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.kernel.trace.Verdict;
import java.util.List;
import java.util.Optional;

/** Tells of decisions about packets while somebody listens. Who has to find words for one asks {@link #isOn} first. */
public final class PacketTrace {

    private PacketTrace() {}

    /** Whether somebody listens. */
    public static boolean isOn(Skb skb) {
        return skb.dev.machine().tracer().isOn();
    }

    /** A decision after which the packet goes on. */
    public static void add(Skb skb, String function, Verdict verdict, String detail) {
        add(skb.dev, skb, function, verdict, detail);
    }

    /** A decision of a device that the packet is not on, or not yet. */
    public static void add(NetDevice at, Skb skb, String function, Verdict verdict, String detail) {
        add(at, skb, function, verdict, Optional.empty(), Optional.empty(), detail, List.of(), Optional.empty());
    }

    /** A decision with what became of the packet by it. */
    public static void end(NetDevice at, Skb skb, String function, Verdict verdict, Fate fate, String detail) {
        add(at, skb, function, verdict, Optional.of(fate), Optional.empty(), detail, List.of(), Optional.empty());
    }

    /** A decision in full; what its parts are {@link Step} says. */
    public static void add(
            NetDevice at,
            Skb skb,
            String function,
            Verdict verdict,
            Optional<Fate> fate,
            Optional<DropReason> reason,
            String detail,
            List<SysctlSeen> sysctls,
            Optional<Ipv4Address> about) {
        Machine machine = at.machine();
        if (machine.tracer().isOn()) {
            machine.tracer()
                    .add(new Step(
                            machine.nowNs(),
                            at.net().label(),
                            at.name(),
                            skb.captureNumber,
                            function,
                            verdict,
                            fate,
                            reason,
                            detail,
                            sysctls,
                            about));
        }
    }
}
