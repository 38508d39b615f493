package dev.vethlab.conformance;

/** A shell on a simulated machine. */
interface CommandLine {

    /** What one line did. */
    record Result(int exitCode, String stdout, String stderr) {}

    Result run(String line);
}
