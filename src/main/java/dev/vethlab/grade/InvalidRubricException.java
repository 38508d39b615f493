package dev.vethlab.grade;

/** A rubric, checks or a submission that cannot be used. */
public final class InvalidRubricException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    /**
     * @param pointer a JSON pointer to the place, inside the rubric or the submission
     * @param message what is the matter, and what to do
     */
    public InvalidRubricException(String pointer, String message) {
        super(message, null, false, false);
        this.pointer = pointer;
    }

    public String pointer() {
        return pointer;
    }
}
