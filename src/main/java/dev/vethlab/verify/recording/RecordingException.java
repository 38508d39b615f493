package dev.vethlab.verify.recording;

/** A script could not be recorded. */
public final class RecordingException extends Exception {

    private static final long serialVersionUID = 1L;

    public RecordingException(String message) {
        super(message, null, false, false);
    }
}
