package dev.vethlab.tool.ovs.appctl;

/** The daemon's refusal, in its words. */
final class AppctlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AppctlException(String message) {
        super(message);
    }
}
