package dev.vethlab.explain.diagnosis;

import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.lab.TracedPacket;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Queueing disciplines that lose or spoil packets, and filters of {@code tc} that drop them. */
final class QueueRemedy implements Remedy {

    private static final int THERE = 7;
    private static final int ON_THE_WAY = 26;

    private static final Set<DropReason> AT_THE_DEVICE = EnumSet.of(
            DropReason.TC_INGRESS,
            DropReason.TC_EGRESS,
            DropReason.QDISC_DROP,
            DropReason.QDISC_OVERLIMIT,
            DropReason.QDISC_CONGESTED);

    private static final Set<DropReason> SPOILT =
            EnumSet.of(DropReason.ICMP_CSUM, DropReason.IP_CSUM, DropReason.TCP_CSUM, DropReason.UDP_CSUM);

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        boolean spoilt = false;
        for (Refusal refusal : failure.refusals()) {
            Step step = refusal.step();
            Optional<DropReason> reason = step.reason();
            spoilt |= reason.filter(SPOILT::contains).isPresent();
            boolean queued = reason.filter(AT_THE_DEVICE::contains).isPresent()
                    && !step.function().equals("noop_enqueue");
            if (queued) {
                delete(failure.place(step), step.device(), THERE, proposals);
            }
        }
        if (spoilt) {
            onTheWay(failure, proposals);
        }
    }

    private static void onTheWay(Failure failure, Consumer<Change> proposals) {
        Set<Station> passed = new LinkedHashSet<>();
        for (TracedPacket packet : failure.run().packets()) {
            failure.around()
                    .station(failure.around().namespace(packet.namespace()), packet.device())
                    .ifPresent(passed::add);
        }
        passed.forEach(station -> delete(station.namespace(), station.device(), ON_THE_WAY, proposals));
    }

    private static void delete(String namespace, String device, int rank, Consumer<Change> proposals) {
        for (String parent : new String[] {"root", "clsact", "ingress"}) {
            proposals.accept(Change.of(rank, namespace, "tc", "qdisc", "del", "dev", device, parent));
        }
    }
}
