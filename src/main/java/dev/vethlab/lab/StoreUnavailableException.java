package dev.vethlab.lab;

/**
 * What keeps the labs cannot be reached or does not work. What was acknowledged before is not lost; whether the change at
 * hand was kept shows when the store is back.
 */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(Throwable cause) {
        super("the store of the labs is away: " + cause.getMessage(), cause);
    }
}
