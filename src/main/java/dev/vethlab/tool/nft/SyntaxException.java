package dev.vethlab.tool.nft;

import java.util.List;

/** The input is refused before anything reaches the kernel, or by the kernel; the words and where to point. */
final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Span> marks;
    private final boolean byKernel;

    private SyntaxException(String message, List<Span> marks, boolean byKernel) {
        super(message, null, false, false);
        this.marks = marks;
        this.byKernel = byKernel;
    }

    /** The program refuses it. */
    static SyntaxException of(String message, Span at) {
        return new SyntaxException(message, List.of(at), false);
    }

    /**
     * The program refuses it because of two places.
     *
     * @param other marked with waves
     */
    static SyntaxException of(String message, Span at, Span other) {
        return new SyntaxException(message, List.of(at, other), false);
    }

    /** The kernel refuses it. */
    static SyntaxException kernel(String words, Span at) {
        return new SyntaxException("Could not process rule: " + words, List.of(at), true);
    }

    /** The kernel refuses it, and the program has an idea why. */
    static SyntaxException kernelWithHint(String words, Span at) {
        return new SyntaxException(words, List.of(at), true);
    }

    /** The first mark, and perhaps one with waves. */
    List<Span> marks() {
        return marks;
    }

    /** Whether it is the form that is wrong. */
    boolean isSyntax() {
        return String.valueOf(getMessage()).startsWith("syntax error");
    }

    boolean isByKernel() {
        return byKernel;
    }
}
