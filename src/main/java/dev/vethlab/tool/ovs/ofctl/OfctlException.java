package dev.vethlab.tool.ovs.ofctl;

/** A complaint that ends the program. */
final class OfctlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OfctlException(String complaint) {
        super(complaint);
    }
}
