package dev.vethlab.kernel.ipv4;

import dev.vethlab.kernel.address.DevConf;
import dev.vethlab.kernel.address.InDevice;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.route.InputResult;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.wire.ArpPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what ARP decided and why: the kernel itself consumes most of what it does not answer without a word. */
final class ArpTrace {

    private static final String FUNCTION = "arp_process";

    private ArpTrace() {}

    /** A request that a setting forbids to answer. */
    static void ignored(Skb skb, InDevice inDevice, DevConf setting, String detail) {
        Drops.ignore(skb, FUNCTION, detail, isOn(skb) ? seen(inDevice, setting) : List.of());
    }

    /** A packet that changed nothing: the reason is that of routing, where routing refused a request. */
    static void unanswered(Skb skb, ArpPacket packet, InDevice inDevice, @Nullable InputResult way) {
        if (!isOn(skb)) {
            Drops.ignore(skb, FUNCTION, "not for this host", List.of());
        } else if (way != null) {
            refused(skb, packet, inDevice, way);
        } else {
            Drops.ignore(
                    skb,
                    FUNCTION,
                    "nobody waits for the address of " + packet.senderIp() + ", and arp_accept is off",
                    seen(inDevice, DevConf.ARP_ACCEPT));
        }
    }

    private static void refused(Skb skb, ArpPacket packet, InDevice inDevice, InputResult way) {
        if (way instanceof InputResult.Refused refusal) {
            Drops.ignore(skb, refusal.function(), refusal.detail(), refusal.sysctls());
        } else if (packet.senderIp().equals(packet.targetIp())) {
            Drops.ignore(
                    skb,
                    FUNCTION,
                    "an announcement of an unknown neighbour, and arp_accept is off",
                    seen(inDevice, DevConf.ARP_ACCEPT));
        } else {
            Drops.ignore(
                    skb,
                    FUNCTION,
                    packet.targetIp() + " is no address of this host, and it answers for nobody else",
                    seen(inDevice, DevConf.PROXY_ARP));
        }
    }

    static void answered(Skb skb, ArpPacket packet) {
        if (isOn(skb)) {
            add(
                    skb,
                    Verdict.DELIVER,
                    Fate.DELIVERED,
                    "answers " + packet.senderIp() + " that " + packet.targetIp() + " is at " + skb.dev.address());
        }
    }

    static void delayed(Skb skb, ArpPacket packet) {
        if (isOn(skb)) {
            add(
                    skb,
                    Verdict.QUEUE,
                    Fate.QUEUED,
                    "will answer for " + packet.targetIp()
                            + " after a part of proxy_delay, if nobody has done so before");
        }
    }

    static void learnt(Skb skb, ArpPacket packet, InDevice inDevice, @Nullable InputResult way) {
        if (!isOn(skb)) {
            return;
        }
        if (way != null && !packet.senderIp().equals(packet.targetIp())) {
            refused(skb, packet, inDevice, way);
        } else {
            add(skb, Verdict.DELIVER, Fate.DELIVERED, packet.senderIp() + " is at " + packet.senderMac());
        }
    }

    private static boolean isOn(Skb skb) {
        return skb.dev.machine().tracer().isOn();
    }

    private static List<SysctlSeen> seen(InDevice inDevice, DevConf setting) {
        int own = inDevice.conf(setting);
        int effective = Math.max(own, inDevice.maxConf(setting));
        String prefix = "net.ipv4.conf.";
        SysctlSeen device =
                new SysctlSeen(prefix + inDevice.device().name() + "." + setting.fileName(), Integer.toString(own));
        return effective == own
                ? List.of(device)
                : List.of(device, new SysctlSeen(prefix + "all." + setting.fileName(), Integer.toString(effective)));
    }

    private static void add(Skb skb, Verdict verdict, Fate fate, String detail) {
        PacketTrace.end(skb.dev, skb, FUNCTION, verdict, fate, detail);
    }
}
