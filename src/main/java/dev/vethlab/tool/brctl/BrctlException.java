package dev.vethlab.tool.brctl;

/** A command ends here, with what it says on standard error. */
final class BrctlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrctlException(String words) {
        super(words, null, false, false);
    }
}
