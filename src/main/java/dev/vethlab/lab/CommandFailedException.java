package dev.vethlab.lab;

/** A command that an operation consists of failed, so the operation was not applied. */
public final class CommandFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient CommandResult result;

    public CommandFailedException(CommandResult result) {
        super(result.stderr().strip(), null, false, false);
        this.result = result;
    }

    /** The command that failed, with what it printed. */
    public CommandResult result() {
        return result;
    }
}
