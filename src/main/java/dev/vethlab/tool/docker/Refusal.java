package dev.vethlab.tool.docker;

/** What docker says no with. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Refusal(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** The daemon refuses. */
    static Refusal ofDaemon(String message) {
        return new Refusal(1, "Error response from daemon: " + message);
    }

    int exitCode() {
        return exitCode;
    }
}
