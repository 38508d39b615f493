package dev.vethlab.tool.arping;

/** The program ends early with some last words ({@code error(3)}, {@code exit(3)}). */
final class Quit extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String out;
    private final String err;

    private Quit(int code, String out, String err) {
        super(out + err, null, false, false);
        this.code = code;
        this.out = out;
        this.err = err;
    }

    /** Ends with words on standard output. */
    static Quit saying(int code, String out) {
        return new Quit(code, out, "");
    }

    /** Ends with a complaint that begins with the program's name. */
    static Quit complaining(int code, String complaint) {
        return new Quit(code, "", "arping: " + complaint + "\n");
    }

    /** Ends with the usage text, after what {@code getopt} complains about. */
    static Quit usage(String complaints) {
        return new Quit(2, "", complaints + ArpingOptions.USAGE);
    }

    int code() {
        return code;
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }
}
