package dev.vethlab.vswitch.ofproto;

/** How long a way one packet may go through tables ({@code xlate_resubmit_resource_check}). */
final class TranslationLimits {

    private static final int MOST_DEPTH = 64;
    private static final int MOST_RESUBMITS = 4096;

    /** A packet on a long way counts as more than one. */
    private static final int RESUBMITS_AN_EVENT = 64;

    private final Translation translation;
    private int depth;
    private int resubmits;

    TranslationLimits(Translation translation) {
        this.translation = translation;
    }

    /** Goes deeper, or comes back. */
    void deepen(int by) {
        depth += by;
    }

    /** Notes that a table is looked into once more; whether it may be. */
    boolean resubmit() {
        resubmits++;
        boolean granted = !translation.real
                || resubmits % RESUBMITS_AN_EVENT != 0
                || translation.owner.machine().tryWork(0, 0);
        if (!granted) {
            translation.fail("the events granted are used up", "Too many resubmits");
        }
        return granted;
    }

    /** Whether the packet has gone too long a way. */
    boolean areReached() {
        if (depth >= MOST_DEPTH) {
            translation.fail("over max translation depth " + MOST_DEPTH, "Recursion too deep");
            return true;
        }
        if (resubmits >= MOST_RESUBMITS) {
            translation.fail("over " + MOST_RESUBMITS + " resubmit actions", "Too many resubmits");
            return true;
        }
        return false;
    }
}
