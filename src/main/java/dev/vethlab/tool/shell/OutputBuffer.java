package dev.vethlab.tool.shell;

/** Collects output up to a limit; what is beyond it is counted and dropped. */
final class OutputBuffer implements TextSink {

    private final StringBuilder text = new StringBuilder();
    private final int limit;
    private long dropped;

    OutputBuffer(int limit) {
        this.limit = limit;
    }

    @Override
    public void add(CharSequence more) {
        int room = Math.min(more.length(), limit - text.length());
        text.append(more, 0, room);
        dropped += more.length() - room;
    }

    /** What was written, and a line that says so where something is missing. */
    @Override
    public String toString() {
        return dropped == 0 ? text.toString() : text + "\n[" + dropped + " more characters were dropped]\n";
    }
}
