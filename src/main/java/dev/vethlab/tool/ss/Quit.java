package dev.vethlab.tool.ss;

/** Ends the program; what there was to say has been said. */
final class Quit extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    Quit(int status) {
        super(null, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
