package dev.vethlab.tool.tc;

/** An action could not be read; what it says, others say more behind. */
final class BadActionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String words;

    BadActionException(String words) {
        super(words, null, false, false);
        this.words = words;
    }

    String words() {
        return words;
    }
}
