package dev.vethlab.lab;

/**
 * What a lab may grow to. At each limit there is a clear answer, and the lab stays usable.
 *
 * @param namespaces the most namespaces
 * @param devices the most devices in all namespaces together
 * @param routes the most routes in all tables together
 * @param journal the most operations
 * @param capturedPackets the most packets kept a device; older ones are forgotten and counted
 * @param pingRuns the most ping runs kept; older ones are forgotten
 * @param events the most events (packets received, timers fired) of one command line
 * @param virtualTimeNs the most virtual time that one command line may take, in nanoseconds
 * @param outputBytes the most characters of output of one command line
 */
public record LabLimits(
        int namespaces,
        int devices,
        int routes,
        int journal,
        int capturedPackets,
        int pingRuns,
        long events,
        long virtualTimeNs,
        int outputBytes) {

    /** Limits that no ordinary lab meets. */
    public static final LabLimits DEFAULT = new LabLimits(
            256, 2_000, 100_000, 20_000, 10_000, 100, 2_000_000, 30L * 24 * 3600 * 1_000_000_000L, 4 << 20);
}
