package dev.vethlab.lab;

/** The lab has moved on since the client looked at it. */
public final class StaleRevisionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long expected;
    private final long actual;

    public StaleRevisionException(long expected, long actual) {
        super("revision " + actual + ", not " + expected, null, false, false);
        this.expected = expected;
        this.actual = actual;
    }

    public long expected() {
        return expected;
    }

    public long actual() {
        return actual;
    }
}
