package dev.vethlab.lab.topology;

/** A document that contradicts itself. */
public final class InvalidTopologyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    /**
     * @param pointer a JSON pointer to the place
     * @param message what is the matter, and what to do
     */
    public InvalidTopologyException(String pointer, String message) {
        super(message, null, false, false);
        this.pointer = pointer;
    }

    public String pointer() {
        return pointer;
    }
}
