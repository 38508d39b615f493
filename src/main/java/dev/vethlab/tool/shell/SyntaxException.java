package dev.vethlab.tool.shell;

/** A command line that cannot be run: bash would complain, or it asks for what is not simulated. */
final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    SyntaxException(String message) {
        super(message, null, false, false);
    }
}
