package dev.vethlab.tool.ping;

/** The program ends here ({@code exit(3)}); everything that there is to say has been said. */
final class Quit extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    Quit(int status) {
        super("", null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
