package dev.vethlab.tool.iptables;

/** The command is refused: what is printed, and the exit code. */
final class ParameterException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    private ParameterException(String text, int code) {
        super(text, null, false, false);
        this.code = code;
    }

    /** A wrong parameter: the words and the advice to read the help. */
    static ParameterException problem(String words) {
        return new ParameterException(
                "iptables v1.8.9 (nf_tables): " + words
                        + "\nTry `iptables -h' or 'iptables --help' for more information.\n",
                2);
    }

    /** The kernel's tables do not allow it. */
    static ParameterException refused(String words) {
        return new ParameterException("iptables: " + words + "\n", 1);
    }

    /** Printed as it is. */
    static ParameterException plain(String text, int code) {
        return new ParameterException(text, code);
    }

    int code() {
        return code;
    }
}
