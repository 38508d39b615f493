package dev.vethlab.lab;

/** A lab was deleted, or its time to live ended, while it was in use. */
public final class LabGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String lab;

    /**
     * @param lab its id
     */
    public LabGoneException(String lab) {
        super("lab " + lab + " is gone", null, false, false);
        this.lab = lab;
    }

    /** The id of the lab. */
    public String lab() {
        return lab;
    }
}
