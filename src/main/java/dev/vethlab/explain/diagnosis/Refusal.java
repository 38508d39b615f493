package dev.vethlab.explain.diagnosis;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.Verdict;
import dev.vethlab.lab.TracedPacket;
import dev.vethlab.wire.ArpPacket;
import dev.vethlab.wire.Ipv4Packet;
import dev.vethlab.wire.Payload;
import dev.vethlab.wire.VlanTag;
import java.util.Optional;
import java.util.Set;

/**
 * A decision by which a packet got no further.
 *
 * @param weight how much it matters, the least first
 */
record Refusal(Step step, Optional<TracedPacket> packet, Weight weight) {

    /** What a refusal tells. */
    enum Weight {

        /** Something was refused: it decides. */
        DECISIVE,

        /** A copy was withheld from somebody on the way. */
        WITHHELD,

        /** Only a bystander, or somebody who waited in vain, reports what others have brought about. */
        CONSEQUENCE,

        /** The host failed to tell itself. */
        ECHO
    }

    /** What is asked about a request of ARP that is for somebody else: the second where this host does not forward. */
    private static final Set<String> BYSTANDERS = Set.of("arp_process", "ip_error");

    static boolean isOne(Step step) {
        return step.verdict() == Verdict.REFUSE
                || step.verdict() == Verdict.DROP
                || step.fate().filter(Refusal::isEnd).isPresent();
    }

    private static boolean isEnd(Fate fate) {
        return fate == Fate.DROPPED || fate == Fate.IGNORED || fate == Fate.EXPIRED || fate == Fate.UNMODELLED;
    }

    Optional<ArpPacket> arp() {
        return payload() instanceof ArpPacket packetInside ? Optional.of(packetInside) : Optional.empty();
    }

    Optional<Ipv4Packet> ip() {
        return payload() instanceof Ipv4Packet packetInside ? Optional.of(packetInside) : Optional.empty();
    }

    private Object payload() {
        if (packet.isEmpty()) {
            return "";
        }
        Payload payload = packet.get().packet().frame().payload();
        while (payload instanceof VlanTag tag) {
            payload = tag.payload();
        }
        return payload;
    }

    /** Where the packet was to go. */
    Optional<Ipv4Address> destination() {
        return ip().map(Ipv4Packet::destination).or(step::about);
    }

    Optional<Ipv4Address> source() {
        return ip().map(Ipv4Packet::source).or(() -> arp().map(ArpPacket::senderIp));
    }

    /** Whether it is about what hosts tell each other all the time: which groups they are in. */
    boolean isBackground() {
        return ip().filter(packetInside -> packetInside.protocol() == Ipv4Packet.IGMP)
                .isPresent();
    }

    /** The same refusal with another weight. */
    Refusal weighing(Weight other) {
        return new Refusal(step, packet, other);
    }

    /** Whether it says no more than that others have brought something about. */
    boolean isConsequence() {
        return weight.compareTo(Weight.WITHHELD) > 0;
    }

    /** Whether the decision is one of somebody who was not addressed, or waited in vain. */
    boolean isOfBystander() {
        return step.function().equals("arp_error_report")
                || step.function().equals("br_pass_frame_up")
                || step.fate().equals(Optional.of(Fate.IGNORED))
                        && BYSTANDERS.contains(step.function())
                        && !forbidsAnswer();
    }

    /** An ARP request that a setting forbids to answer. */
    private boolean forbidsAnswer() {
        return step.sysctls().stream()
                .anyMatch(seen ->
                        seen.name().endsWith(".arp_ignore") || seen.name().endsWith(".arp_filter"));
    }

    /** The same for two refusals of which one repeats the other. */
    String signature() {
        return step.namespace() + "|" + step.device() + "|" + step.function() + "|" + step.reason() + "|"
                + step.detail() + "|" + step.sysctls();
    }
}
