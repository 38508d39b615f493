package dev.vethlab.tool.tcpdump;

/** A filter expression that does not compile; the message is libpcap's, which tcpdump prints behind its own name. */
public final class FilterException extends Exception {

    private static final long serialVersionUID = 1L;

    FilterException(String message) {
        super(message);
    }

    /** What the grammar says to what it cannot read. */
    static FilterException syntaxError() {
        return new FilterException("can't parse filter expression: syntax error");
    }
}
