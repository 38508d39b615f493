package dev.vethlab.verify.recording;

import dev.vethlab.verify.script.Script;

/** A kernel that runs scripts and tells what they did. */
@FunctionalInterface
public interface Recorder {

    /**
     * Runs a script from its first line to the end of its settling time.
     *
     * @throws RecordingException when it cannot be run, or takes too long
     */
    Recording record(Script script) throws RecordingException;
}
