package dev.vethlab.tool.shell;

/** Takes what a program writes to one of its streams. */
interface TextSink {

    void add(CharSequence text);
}
