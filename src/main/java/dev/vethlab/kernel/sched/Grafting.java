package dev.vethlab.kernel.sched;

/** How a discipline leaves the tree of a device ({@code qdisc_put}). */
final class Grafting {

    private Grafting() {}

    /** Ends a discipline and what is in it, and throws away what waits there. */
    static void end(Qdisc going) {
        going.queues.remove(going);
        going.reset();
        going.destroy();
    }
}
