package dev.vethlab.kernel.trace;

import dev.vethlab.addr.Ipv4Address;
import java.util.List;
import java.util.Optional;

/**
 * One decision of the kernel about one packet.
 *
 * @param device the name of the device, empty where none is involved
 * @param packet the capture number of the packet, 0 where it has not passed a device yet
 * @param function the kernel function that decides
 * @param fate what became of the packet, if this was its last step
 * @param reason the kernel's own drop reason, where it has one
 * @param detail plain English: what was decided and because of which setting
 * @param about the address that was decided about: where a lookup was to lead, whose source was doubted, which neighbour was
 *     looked for; empty where the packet itself says it all
 */
public record Step(
        long atNs,
        String namespace,
        String device,
        long packet,
        String function,
        Verdict verdict,
        Optional<Fate> fate,
        Optional<DropReason> reason,
        String detail,
        List<SysctlSeen> sysctls,
        Optional<Ipv4Address> about) {

    /** A decision that is about nothing but the packet. */
    public Step(
            long atNs,
            String namespace,
            String device,
            long packet,
            String function,
            Verdict verdict,
            Optional<Fate> fate,
            Optional<DropReason> reason,
            String detail,
            List<SysctlSeen> sysctls) {
        this(atNs, namespace, device, packet, function, verdict, fate, reason, detail, sysctls, Optional.empty());
    }

    /** The same decision with what became of the packet as another one says. */
    public Step withEnd(Step end) {
        return new Step(
                atNs, namespace, device, packet, function, verdict, end.fate, end.reason, detail, sysctls, about);
    }

    /** The same decision about another packet, at another time. */
    public Step of(long newTimeNs, long newPacket) {
        return new Step(
                newTimeNs, namespace, device, newPacket, function, verdict, fate, reason, detail, sysctls, about);
    }

    /** The same decision in other words. */
    public Step withDetail(String words) {
        return new Step(atNs, namespace, device, packet, function, verdict, fate, reason, words, sysctls, about);
    }
}
