package dev.vethlab.tool.shell;

import org.jspecify.annotations.Nullable;

/**
 * Where programs in the background write: into the output of the command line that runs meanwhile. What they write while none runs, or
 * one whose output is not theirs to touch, waits for the next one.
 */
final class BackgroundOutput implements TextSink {

    private final int limit;
    private OutputBuffer kept;
    private @Nullable TextSink current;

    BackgroundOutput(int limit) {
        this.limit = limit;
        this.kept = new OutputBuffer(limit);
    }

    @Override
    public void add(CharSequence text) {
        TextSink open = current;
        (open == null ? kept : open).add(text);
    }

    void attach(TextSink sink) {
        String late = kept.toString();
        if (!late.isEmpty()) {
            sink.add(late);
            kept = new OutputBuffer(limit);
        }
        current = sink;
    }

    void detach() {
        current = null;
    }
}
