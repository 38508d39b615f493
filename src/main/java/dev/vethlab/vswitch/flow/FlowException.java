package dev.vethlab.vswitch.flow;

/** A text that is no flow, with what is wrong with it. */
public final class FlowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FlowException(String message) {
        super(message);
    }
}
