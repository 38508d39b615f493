package dev.vethlab.tool.tracepath;

import dev.vethlab.kernel.errno.KernelException;

/** The program ends here, with what it has to say on standard error. */
final class Quit extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String complaint;

    Quit(int status, String complaint) {
        super(complaint, null, false, false);
        this.status = status;
        this.complaint = complaint;
    }

    /** {@code error(3)}. */
    static Quit error(int status, String complaint) {
        return new Quit(status, "tracepath: " + complaint + "\n");
    }

    static Quit error(String call, KernelException refusal) {
        return error(1, call + ": " + refusal.errno().words());
    }

    /** What goes to standard error. */
    String complaint() {
        return complaint;
    }

    int status() {
        return status;
    }
}
