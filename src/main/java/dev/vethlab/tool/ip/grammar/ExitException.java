package dev.vethlab.tool.ip.grammar;

import dev.vethlab.kernel.errno.KernelException;
import java.util.Optional;

/**
 * A program ends here, with some last words ({@code exit(3)}). It may be thrown anywhere below {@code ip}, which writes the
 * words and returns the code.
 *
 * <p>It is an answer and not an accident, so it has no stack trace.
 */
public final class ExitException extends RuntimeException {

    /** What {@code exit(-1)} leaves: most complaints about the command line. */
    public static final int USAGE = 255;

    /** The exit code where the kernel refused a request. */
    public static final int REFUSED = 2;

    /** The exit code of a function that returns -1. */
    public static final int FAILURE = 1;

    private static final long serialVersionUID = 1L;

    private final int code;
    private final boolean endsProgram;
    private final String out;
    private final String err;
    private final transient Optional<KernelException> refusal;

    private ExitException(int code, boolean endsProgram, String out, String err, Optional<KernelException> refusal) {
        super(out + err, null, false, false);
        this.code = code;
        this.endsProgram = endsProgram;
        this.out = out;
        this.err = err;
        this.refusal = refusal;
    }

    /** Ends with a code and these words on standard error, line ends included. */
    public static ExitException err(int code, String words) {
        return new ExitException(code, code == USAGE, "", words, Optional.empty());
    }

    /** Ends with a code and these words on standard output, line ends included. */
    public static ExitException out(int code, String words) {
        return new ExitException(code, code == USAGE, words, "", Optional.empty());
    }

    /** Ends with 255 and a usage text. */
    public static ExitException usage(String text) {
        return err(USAGE, text);
    }

    /** A command ends with 255 by returning -1 up to {@code main}: a batch may go on after it. */
    public static ExitException returned(String words) {
        return new ExitException(USAGE, false, "", words, Optional.empty());
    }

    /** A keyword lacks its value ({@code incomplete_command}). */
    public static ExitException incomplete() {
        return err(USAGE, "Command line is not complete. Try option \"help\"\n");
    }

    /** {@code missarg}. */
    public static ExitException missing(String key) {
        return err(USAGE, "Error: argument \"" + key + "\" is required\n");
    }

    /** {@code invarg}: the reason is often one that ends in a line end of its own. */
    public static ExitException invalid(String reason, String argument) {
        return err(USAGE, "Error: argument \"" + argument + "\" is wrong: " + reason + "\n");
    }

    /** {@code duparg}. */
    public static ExitException duplicate(String key, String argument) {
        return err(USAGE, "Error: duplicate \"" + key + "\": \"" + argument + "\" is the second value.\n");
    }

    /** {@code duparg2}. */
    public static ExitException duplicateOrGarbage(String key, String argument) {
        return err(USAGE, "Error: either \"" + key + "\" is duplicate, or \"" + argument + "\" is a garbage.\n");
    }

    /** {@code nodev}. */
    public static ExitException noSuchDevice(String name) {
        return err(FAILURE, "Cannot find device \"" + name + "\"\n");
    }

    /** The kernel refused a request ({@code rtnl_talk}). */
    public static ExitException refused(KernelException refusal) {
        return new ExitException(REFUSED, false, "", words(refusal), Optional.of(refusal));
    }

    /** What is printed of a refusal: its extended ack, else the words of its error number. */
    public static String words(KernelException refusal) {
        return refusal.extendedAck()
                .map(text -> "Error: " + text + (text.endsWith(".") ? "\n" : ".\n"))
                .orElseGet(() -> "RTNETLINK answers: " + refusal.errno().words() + "\n");
    }

    /** The kernel's refusal that it ends with, where that is the reason. */
    public Optional<KernelException> refusal() {
        return refusal;
    }

    public int code() {
        return code;
    }

    /** Whether the program itself ends here ({@code exit(3)}), and not only the command that it was about. */
    public boolean endsProgram() {
        return endsProgram;
    }

    /** Last words for standard output. */
    public String out() {
        return out;
    }

    /** Last words for standard error. */
    public String err() {
        return err;
    }
}
