package dev.vethlab.verify.script;

/** A line that cannot be compared, or must not be run on the real machine. */
public final class ScriptException extends Exception {

    private static final long serialVersionUID = 1L;

    ScriptException(String message) {
        super(message, null, false, false);
    }
}
