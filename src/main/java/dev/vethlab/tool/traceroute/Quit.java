package dev.vethlab.tool.traceroute;

import dev.vethlab.kernel.errno.KernelException;

/** The program ends here, with what it has to say on standard error. */
final class Quit extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String complaint;

    private Quit(int status, String complaint) {
        super(complaint, null, false, false);
        this.status = status;
        this.complaint = complaint;
    }

    /** A wrong command line ({@code ex_error}). */
    static Quit wrong(String complaint) {
        return new Quit(2, complaint.isEmpty() ? "" : complaint + "\n");
    }

    /** A system call that failed ({@code error}). */
    static Quit failed(String call, KernelException refusal) {
        return new Quit(1, "\n" + call + ": " + refusal.errno().words() + "\n");
    }

    /** What goes to standard error. */
    String complaint() {
        return complaint;
    }

    int status() {
        return status;
    }
}
