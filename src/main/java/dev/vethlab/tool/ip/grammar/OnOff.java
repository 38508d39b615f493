package dev.vethlab.tool.ip.grammar;

/** The words {@code off} and {@code on}, which may be abbreviated ({@code parse_on_off}). */
public final class OnOff {

    private OnOff() {}

    /**
     * Reads one of them.
     *
     * @param name what complaints call the keyword
     * @param code what the program exits with where it is neither
     */
    public static boolean read(String name, String word, int code) {
        if (Arguments.matches(word, "off")) {
            return false;
        }
        if (Arguments.matches(word, "on")) {
            return true;
        }
        throw ExitException.err(
                code, "Error: argument of \"" + name + "\" must be one of \"off\", \"on\", not \"" + word + "\"\n");
    }
}
