package dev.vethlab.lab;

/** A limit of the lab would be passed; nothing has changed. */
public final class LimitReachedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String limit;
    private final long value;

    /**
     * @param limit the name of the limit as in the configuration, such as {@code journal}
     */
    public LimitReachedException(String limit, long value) {
        super("limit " + limit + " of " + value + " reached", null, false, false);
        this.limit = limit;
        this.value = value;
    }

    public String limit() {
        return limit;
    }

    public long value() {
        return value;
    }
}
