package dev.vethlab.tool.ovs.vsctl;

import dev.vethlab.kernel.machine.Machine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time as it stands before a line of a log. */
final class LogTime {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);
    private static final long SECOND_NS = 1_000_000_000L;

    private LogTime() {}

    static String of(Machine machine) {
        return FORMAT.format(
                Instant.ofEpochSecond(machine.realTimeNs() / SECOND_NS).atOffset(ZoneOffset.UTC));
    }
}
