package dev.vethlab.kernel.machine;

/** The work budget of a request is used up: a broadcast storm, or simply too much. The machine stays usable. */
public final class EventLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EventLimitException(String reason) {
        super("stopped at " + reason, null, false, false);
    }
}
