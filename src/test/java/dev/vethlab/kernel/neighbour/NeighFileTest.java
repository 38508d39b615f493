package dev.vethlab.kernel.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.trace.CaptureLog;
import dev.vethlab.kernel.trace.Tracer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Linux 6.18 shows after a number has been written to a file. */
class NeighFileTest {

    private final NeighParms parms = new NeighParms(new Machine(1, new Tracer(1), new CaptureLog(1)));

    @ParameterizedTest
    @CsvSource({
        "locktime, -5, -0",
        "locktime, 1, 0",
        "locktime, 3, 2",
        "locktime, 1001, 1000",
        "locktime, 858993460, -858993458",
        "gc_stale_time, -5, -5",
        "gc_stale_time, 8589934, 8589934",
        "base_reachable_time_ms, 1001, 1004",
        "base_reachable_time_ms, 2147483647, 2147483648",
        "base_reachable_time_ms, 4294967296, 0",
        "interval_probe_time_ms, 1, 4",
        "unres_qlen, 7, 7",
        "ucast_solicit, 0, 0"
    })
    void numbersAreRoundedToTicks(String file, long written, String shown) {
        NeighFile known = NeighFile.ofName(file).orElseThrow();
        assertThat(known.accepts(written)).isTrue();
        known.write(parms, written);
        assertThat(known.read(parms)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "gc_stale_time, 8589935",
        "base_reachable_time_ms, -1",
        "base_reachable_time_ms, 2147483648",
        "interval_probe_time_ms, 0",
        "unres_qlen, 8589934",
        "unres_qlen_bytes, -1",
        "ucast_solicit, 2147483648"
    })
    void numbersOutOfRangeAreRefused(String file, long written) {
        assertThat(NeighFile.ofName(file).orElseThrow().accepts(written)).isFalse();
    }
}
