package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;

/** The kinds of queueing disciplines that there are ({@code qdisc_lookup_ops}). */
final class QdiscKinds {

    private QdiscKinds() {}

    /**
     * One of a kind, without settings yet.
     *
     * @throws KernelException ENOENT
     */
    static Qdisc make(DeviceQueues queues, String kind) throws KernelException {
        return switch (kind) {
            case "bfifo" -> new Fifo(queues, Fifo.Kind.BFIFO);
            case "clsact" -> new SideQdisc(queues, true);
            case "fq_codel" -> new FqCodel(queues);
            case "htb" -> new Htb(queues);
            case "ingress" -> new SideQdisc(queues, false);
            case "netem" -> new Netem(queues);
            case "noqueue" -> new NoQueue(queues, true);
            case "pfifo" -> new Fifo(queues, Fifo.Kind.PFIFO);
            case "pfifo_fast" -> new PfifoFast(queues, "pfifo_fast");
            case "pfifo_head_drop" -> new Fifo(queues, Fifo.Kind.PFIFO_HEAD_DROP);
            case "prio" -> new Prio(queues);
            case "tbf" -> new Tbf(queues);
            case "mq" -> throw new KernelException(Errno.EOPNOTSUPP);
            default -> throw new KernelException(Errno.ENOENT, "Specified qdisc kind is unknown");
        };
    }

    /** Whether there is such a kind, and a device may have it where nothing else is asked for ({@code default_qdisc}). */
    static boolean canBeDefault(String kind) {
        return switch (kind) {
            case "fq_codel", "pfifo_fast", "pfifo", "bfifo", "pfifo_head_drop", "noqueue" -> true;
            default -> false;
        };
    }
}
