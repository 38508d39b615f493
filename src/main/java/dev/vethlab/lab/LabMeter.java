package dev.vethlab.lab;

/** Is told what changes of labs take. */
@FunctionalInterface
public interface LabMeter {

    /**
     * A change has been made, or given up.
     *
     * @param commands the command lines that it ran
     * @param pingRuns the ping runs that it made
     * @param events the events that were simulated for it
     */
    void worked(int commands, int pingRuns, long events);
}
