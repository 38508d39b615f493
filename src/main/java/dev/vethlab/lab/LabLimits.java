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
 * @param requestEvents the most events of all command lines of one change
 * @param requestTimeNs the most time on the clock of whoever waits that one change may take, in nanoseconds
 * @param labEvents the most events of a lab since it was booted: what it takes to build it again from its journal
 * @param virtualTimeNs the most virtual time that one command line may take, in nanoseconds
 * @param outputBytes the most characters of output of one command line, and of all of one change
 * @param journalBytes the most characters of all operations
 * @param packets the most packets kept in all captures together; a capture beyond that forgets its own oldest ones
 * @param packetBytes the most bytes of packets kept in all captures and for readers of taps together, and again in all ping runs
 */
public record LabLimits(
        int namespaces,
        int devices,
        int routes,
        int journal,
        int capturedPackets,
        int pingRuns,
        long events,
        long requestEvents,
        long requestTimeNs,
        long labEvents,
        long virtualTimeNs,
        int outputBytes,
        long journalBytes,
        int packets,
        long packetBytes) {

    private static final long SECOND_NS = 1_000_000_000L;

    /** Limits that no ordinary lab meets. */
    public static final LabLimits DEFAULT = new LabLimits(
            256,
            2_000,
            100_000,
            20_000,
            10_000,
            100,
            2_000_000,
            20_000_000,
            30 * SECOND_NS,
            100_000_000,
            30L * 24 * 3600 * SECOND_NS,
            4 << 20,
            16 << 20,
            500_000,
            64 << 20);

    /** Limits of a lab that is not kept: the rest is as for any lab. */
    public LabLimits(
            int namespaces,
            int devices,
            int routes,
            int journal,
            int capturedPackets,
            int pingRuns,
            long events,
            long virtualTimeNs,
            int outputBytes) {
        this(
                namespaces,
                devices,
                routes,
                journal,
                capturedPackets,
                pingRuns,
                events,
                DEFAULT.requestEvents,
                DEFAULT.requestTimeNs,
                DEFAULT.labEvents,
                virtualTimeNs,
                outputBytes,
                DEFAULT.journalBytes,
                DEFAULT.packets,
                DEFAULT.packetBytes);
    }
}
