package dev.vethlab.kernel.machine;

/** The kernel's threads for work that is put off: it is done as soon as the processor has nothing left to do in interrupts ({@code schedule_work}). */
public final class Workers {

    private static final long DELAY_NS = 1_000;

    private Workers() {}

    /** Has something done soon, behind all that goes on now. */
    public static void queue(Machine machine, Runnable work) {
        machine.schedule(DELAY_NS, work);
    }
}
