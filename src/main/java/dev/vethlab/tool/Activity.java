package dev.vethlab.tool;

/**
 * A program that has been started and goes on by itself: it acts when something happens to it (a packet, a timer) and never waits.
 */
public abstract class Activity {

    /** {@code SIGTERM}. */
    public static final int TERMINATED = 15;

    /** {@code SIGKILL}. */
    public static final int KILLED = 9;

    /** {@code SIGINT}. */
    public static final int INTERRUPTED = 2;

    private static final int KILLED_BY = 128;

    private boolean ended;
    private int exitCode;

    /** One that ended before it had anything to wait for. */
    public static Activity over(int code) {
        return new Over(code);
    }

    /** Whether it is over. */
    public final boolean hasEnded() {
        return ended;
    }

    /** Its exit code once it is over; 128 and the signal's number where a signal ended it. */
    public final int exitCode() {
        return exitCode;
    }

    /** Ends with an exit code. */
    protected final void end(int code) {
        if (!ended) {
            ended = true;
            exitCode = code;
            release();
        }
    }

    /** Sends it a signal; one that ends every program that does not care for it, unless overridden. */
    public void signal(int number) {
        end(KILLED_BY + number);
    }

    /** Looks whether there is something to do that nobody tells of, as before the output of a command is collected. */
    public void catchUp() {}

    /** Closes what it holds; called once, at its end. */
    protected abstract void release();

    private static final class Over extends Activity {

        Over(int code) {
            end(code);
        }

        @Override
        protected void release() {
            // It holds nothing.
        }
    }
}
