package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;

/** The round-trip time of a connection and what follows from it for timeouts ({@code tcp_rtt_estimator}). Microseconds. */
final class TcpRoundTrip {

    /** The timeout before anything is measured, in jiffies ({@code TCP_TIMEOUT_INIT}). */
    static final int INITIAL_TIMEOUT = Jiffies.HZ;

    private static final int US_A_JIFFY = 1_000_000 / Jiffies.HZ;

    private final NetSysctls sysctls;
    private long smoothed8;
    private long deviation4;
    private long largestDeviation;
    private long variation;
    private int sequence;

    /** The retransmission timeout in force, in jiffies. */
    int timeout = INITIAL_TIMEOUT;

    TcpRoundTrip(NetSysctls sysctls) {
        this.sysctls = sysctls;
    }

    /** The smoothed round-trip time as the kernel keeps it, in eighths of a microsecond; 0 before the first measurement. */
    long smoothed8() {
        return smoothed8;
    }

    /** The deviation as the kernel keeps it, in quarters of a microsecond. */
    long deviation4() {
        return deviation4;
    }

    /** Waits for answers as long as an earlier connection had to, where this one has not had to yet ({@code tcp_init_metrics}). */
    void expect(long earlier8) {
        if (earlier8 > smoothed8) {
            long trip = earlier8 / 8 / US_A_JIFFY;
            timeout = (int) (trip + Math.max(2 * trip, jiffies(sysctls.get(NetIpv4.TCP_RTO_MIN_US))));
        }
    }

    /** The smoothed round-trip time, 0 before the first measurement. */
    long smoothed() {
        return smoothed8 >> 3;
    }

    /** Half the estimated variation, as {@code ss} prints it. */
    long mean() {
        return deviation4 >> 2;
    }

    void measured(long us, int acknowledged, int next) {
        long m = Math.max(us, 1);
        int least = sysctls.get(NetIpv4.TCP_RTO_MIN_US);
        if (smoothed8 == 0) {
            smoothed8 = m << 3;
            deviation4 = m << 1;
            variation = Math.max(deviation4, least);
            largestDeviation = variation;
            sequence = next;
            return;
        }
        m -= smoothed8 >> 3;
        smoothed8 += m;
        if (m < 0) {
            m = -m - (deviation4 >> 2);
            m = m > 0 ? m >> 3 : m;
        } else {
            m -= deviation4 >> 2;
        }
        deviation4 += m;
        if (deviation4 > largestDeviation) {
            largestDeviation = deviation4;
            variation = Math.max(variation, largestDeviation);
        }
        if (acknowledged - sequence > 0) {
            if (largestDeviation < variation) {
                variation -= (variation - largestDeviation) >> 2;
            }
            sequence = next;
            largestDeviation = least;
        }
    }

    /** Goes back to what was measured ({@code tcp_set_rto}). */
    void reset() {
        timeout = smoothed8 == 0 ? INITIAL_TIMEOUT : bounded(jiffies((smoothed8 >> 3) + variation));
    }

    /** Waits twice as long the next time. */
    void backOff() {
        timeout = bounded(timeout * 2L);
    }

    private int bounded(long jiffies) {
        return (int) Math.min(jiffies, Jiffies.ofMilliseconds(sysctls.get(NetIpv4.TCP_RTO_MAX_MS)));
    }

    static long jiffies(long us) {
        return (us + US_A_JIFFY - 1) / US_A_JIFFY;
    }
}
