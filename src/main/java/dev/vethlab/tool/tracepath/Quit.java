package dev.vethlab.tool.tracepath;

import dev.vethlab.kernel.errno.KernelException;

/** The program ends here, with what it has to say on standard error. */
final class Quit extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    Quit(int status, String complaint) {
        super(complaint, null, false, false);
        this.status = status;
    }

    /** {@code error(3)}. */
    static Quit error(int status, String complaint) {
        return new Quit(status, "tracepath: " + complaint + "\n");
    }

    static Quit error(String call, KernelException refusal) {
        return error(1, call + ": " + refusal.errno().words());
    }

    int status() {
        return status;
    }
}
