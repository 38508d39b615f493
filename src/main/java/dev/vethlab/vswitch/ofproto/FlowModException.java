package dev.vethlab.vswitch.ofproto;

/** A request about flows that the switch refuses, with the name of the error in the protocol. */
public final class FlowModException extends Exception {

    private static final long serialVersionUID = 1L;

    public FlowModException(String error) {
        super(error);
    }
}
