package dev.vethlab.tool.ovs.vsctl;

/** The end of the program without anything done: with a complaint and an exit code. */
final class VsctlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    VsctlException(String complaint) {
        this(complaint, 1);
    }

    /** An end with an exit code, and no words where the complaint is empty. */
    VsctlException(String complaint, int exitCode) {
        super(complaint);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    String complaint() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
