package dev.vethlab.tool.ping;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.tool.Process;

/** Where ping writes, and its manner of complaining ({@code error(3)}). */
final class Console {

    private final Process process;

    Console(Process process) {
        this.process = process;
    }

    void print(CharSequence text) {
        process.out(text);
    }

    /** Writes to standard error, after the program's name. */
    void warn(String text) {
        process.err("ping: " + text + "\n");
    }

    /** Writes to standard error what the kernel said. */
    void warn(String text, KernelException refusal) {
        process.refused(refusal);
        warn(text + ": " + refusal.errno().words());
    }

    /** Complains and ends the program. */
    Quit fail(int status, String text) {
        warn(text);
        return new Quit(status);
    }

    /** Complains with the kernel's words and ends the program. */
    Quit fail(int status, String text, KernelException refusal) {
        warn(text, refusal);
        return new Quit(status);
    }

    /** Explains the options and ends the program. */
    Quit usage() {
        process.err(Usage.TEXT);
        return new Quit(2);
    }

    void complain(String text) {
        process.err(text);
    }
}
