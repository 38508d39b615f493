package dev.vethlab.kernel.errno;

import java.util.Optional;

/**
 * The kernel refuses a request. Nothing has changed when this is thrown, but where a method says that it changes one thing
 * after the other, as Linux does with the attributes of a link.
 *
 * <p>It is an answer and not an accident, so it has no stack trace.
 */
public final class KernelException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Errno errno;
    private final String extendedAck;

    /** A refusal with an error number alone. */
    public KernelException(Errno errno) {
        this(errno, "");
    }

    /** A refusal with an error number and the words of a netlink extended ack ({@code NL_SET_ERR_MSG}). */
    public KernelException(Errno errno, String extendedAck) {
        super(extendedAck.isEmpty() ? errno.words() : extendedAck, null, false, false);
        this.errno = errno;
        this.extendedAck = extendedAck;
    }

    public Errno errno() {
        return errno;
    }

    /** The words of the extended ack, which iproute2 prints as {@code Error: ...}; empty where there is none. */
    public Optional<String> extendedAck() {
        return extendedAck.isEmpty() ? Optional.empty() : Optional.of(extendedAck);
    }
}
