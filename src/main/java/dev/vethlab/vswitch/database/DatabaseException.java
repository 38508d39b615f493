package dev.vethlab.vswitch.database;

/** A text or a request that the database refuses, with its words for it. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(String message) {
        super(message);
    }
}
