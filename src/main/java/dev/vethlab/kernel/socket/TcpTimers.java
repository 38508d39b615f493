package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.machine.Jiffies;
import dev.vethlab.kernel.machine.Timer;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import org.jspecify.annotations.Nullable;

/** The timers of a connection ({@code net/ipv4/tcp_timer.c}). */
final class TcpTimers {

    private static final long NS_A_SECOND = 1_000_000_000L;
    private static final long LEAST_TIMEOUT_NS = 200_000_000L;
    private static final int TIME_WAIT_SECONDS = 60;
    private static final int ORPHAN_RETRIES = 8;
    private static final int LEAST_PROBE_DELAY = 2;

    private enum Kind {
        NONE,
        REPEAT,
        TAIL,
        WINDOW
    }

    private final TcpSocket socket;
    private final NetSysctls sysctls;
    private Kind kind = Kind.NONE;
    private @Nullable Timer sendTimer;
    private @Nullable Timer delayTimer;
    private @Nullable Timer endTimer;
    private int repeated;
    private int timeouts;
    private int probes;
    private long firstRepeatNs = -1;
    private long dueNs;

    TcpTimers(TcpSocket socket) {
        this.socket = socket;
        this.sysctls = socket.sockets.sysctls();
    }

    private Timer after(long jiffies, Runnable action) {
        return Jiffies.at(socket.machine(), Jiffies.now(socket.machine()) + jiffies, action);
    }

    private void set(Kind newKind, long jiffies) {
        cancel(sendTimer);
        kind = newKind;
        dueNs = socket.machine().nowNs() + jiffies * Jiffies.NS;
        sendTimer = after(jiffies, this::expired);
    }

    private static void cancel(@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** Waits for the acknowledgement of what is on its way ({@code tcp_rearm_rto}). */
    void rearm() {
        if (socket.sending.outstanding.isEmpty()) {
            cancel(sendTimer);
            kind = Kind.NONE;
        } else {
            set(Kind.REPEAT, socket.roundTrip.timeout);
        }
    }

    /** New data has been sent ({@code tcp_event_new_data_sent}). */
    void sent(boolean first) {
        if (first || kind == Kind.NONE || kind == Kind.WINDOW) {
            rearm();
        }
    }

    /** Something new has been acknowledged. */
    void progressed() {
        repeated = 0;
        probes = 0;
        firstRepeatNs = -1;
        socket.roundTrip.reset();
        rearm();
    }

    /** Waits a shorter time, to find out whether the end of what was sent is lost ({@code tcp_schedule_loss_probe}). */
    void scheduleTailProbe() {
        TcpSending sending = socket.sending;
        int early = sysctls.get(NetIpv4.TCP_EARLY_RETRANS);
        boolean wanted = early == 3 || early == 4;
        if (!wanted
                || sending.outstanding.isEmpty()
                || !socket.selectiveAcknowledgments
                || sending.recovering
                || socket.state == TcpState.SYN_SENT
                || sending.probing) {
            return;
        }
        long us = socket.roundTrip.smoothed();
        long jiffies = Jiffies.HZ;
        if (us > 0) {
            jiffies = TcpRoundTrip.jiffies(2 * us);
            jiffies += sending.segmentsOut() == 1
                    ? TcpRoundTrip.jiffies(sysctls.get(NetIpv4.TCP_RTO_MIN_US))
                    : LEAST_PROBE_DELAY;
        }
        set(Kind.TAIL, Math.min(jiffies, socket.roundTrip.timeout));
    }

    /** Waits for a window to open ({@code tcp_check_probe_timer}). */
    void watchWindow() {
        if (kind == Kind.NONE) {
            set(Kind.WINDOW, socket.roundTrip.timeout);
        }
    }

    void windowOpened() {
        if (kind == Kind.WINDOW) {
            cancel(sendTimer);
            kind = Kind.NONE;
            probes = 0;
        }
    }

    private void expired() {
        Kind what = kind;
        kind = Kind.NONE;
        switch (what) {
            case REPEAT -> repeat();
            case TAIL -> probeTail();
            case WINDOW -> probeWindow();
            default -> {}
        }
    }

    private void probeTail() {
        socket.sending.probing = true;
        socket.repetition.probeTail();
        rearm();
    }

    private void probeWindow() {
        if (probes >= sysctls.get(NetIpv4.TCP_RETRIES2)) {
            socket.fail(timeoutError());
            return;
        }
        probes++;
        socket.repetition.probeWindow();
        set(Kind.WINDOW, Math.min((long) socket.roundTrip.timeout << Math.min(probes, 9), mostTimeout()));
    }

    private long mostTimeout() {
        return Jiffies.ofMilliseconds(sysctls.get(NetIpv4.TCP_RTO_MAX_MS));
    }

    /** {@code tcp_retransmit_timer}. */
    private void repeat() {
        if (socket.sending.outstanding.isEmpty()) {
            return;
        }
        if (isHopeless()) {
            if (socket.abandoned && socket.state.needsReset()) {
                socket.output.reset();
            }
            socket.fail(timeoutError());
            return;
        }
        if (firstRepeatNs < 0) {
            firstRepeatNs = socket.sending.outstanding.element().sentNs;
        }
        repeated++;
        timeouts++;
        socket.repetition.repeatAfterTimeout();
        boolean linear = socket.state == TcpState.SYN_SENT && timeouts <= sysctls.get(NetIpv4.TCP_SYN_LINEAR_TIMEOUTS);
        if (!linear) {
            socket.roundTrip.backOff();
        }
        set(Kind.REPEAT, socket.roundTrip.timeout);
    }

    private Errno timeoutError() {
        Errno soft = socket.softError;
        return soft != null ? soft : Errno.ETIMEDOUT;
    }

    /** {@code tcp_write_timeout}. */
    private boolean isHopeless() {
        if (socket.state == TcpState.SYN_SENT) {
            return repeated >= sysctls.get(NetIpv4.TCP_SYN_RETRIES) + sysctls.get(NetIpv4.TCP_SYN_LINEAR_TIMEOUTS);
        }
        int most = sysctls.get(NetIpv4.TCP_RETRIES2);
        if (socket.abandoned) {
            int retries = sysctls.get(NetIpv4.TCP_ORPHAN_RETRIES);
            boolean alive = socket.roundTrip.timeout < mostTimeout();
            most = retries == 0 && alive ? ORPHAN_RETRIES : retries;
        }
        return firstRepeatNs >= 0 && socket.machine().nowNs() - firstRepeatNs >= modelNs(most);
    }

    /** How long so many repetitions take ({@code tcp_model_timeout}). */
    private long modelNs(int boundary) {
        long most = mostTimeout() * Jiffies.NS;
        int doublings = 63 - Long.numberOfLeadingZeros(Math.max(1, most / LEAST_TIMEOUT_NS));
        if (boundary <= doublings) {
            return ((2L << boundary) - 1) * LEAST_TIMEOUT_NS;
        }
        return ((2L << doublings) - 1) * LEAST_TIMEOUT_NS + (boundary - doublings) * most;
    }

    /** Owes an acknowledgement for a while ({@code tcp_send_delayed_ack}). */
    void delayAcknowledgment() {
        Timer pending = delayTimer;
        if (pending == null || !pending.isPending()) {
            delayTimer = after(socket.delay.delay(socket.roundTrip.smoothed()), this::delayOver);
        }
    }

    private void delayOver() {
        if (socket.delay.owed && socket.state != TcpState.CLOSE) {
            socket.delay.expired(socket.roundTrip.timeout);
            socket.output.acknowledge();
        }
    }

    void acknowledged() {
        cancel(delayTimer);
    }

    /** Waits for the other side's end, which no program waits for any more ({@code tcp_fin_time}). */
    void waitForTheirEnd() {
        int timeout = socket.roundTrip.timeout;
        long seconds = sysctls.get(NetIpv4.TCP_FIN_TIMEOUT);
        long jiffies = Math.max(seconds * Jiffies.HZ, (timeout << 2) - (timeout >> 1));
        long more = jiffies - (long) TIME_WAIT_SECONDS * Jiffies.HZ;
        if (more > 0) {
            cancel(endTimer);
            endTimer = after(
                    more,
                    () -> socket.sockets
                            .tcpTable()
                            .timeWait(socket, TcpState.FIN_WAIT2, TIME_WAIT_SECONDS * NS_A_SECOND));
        } else {
            socket.sockets.tcpTable().timeWait(socket, TcpState.FIN_WAIT2, jiffies * Jiffies.NS);
        }
    }

    void stop() {
        cancel(sendTimer);
        cancel(delayTimer);
        cancel(endTimer);
        kind = Kind.NONE;
    }

    /** What {@code ss -o} calls the timer. */
    int kind() {
        return switch (kind) {
            case NONE -> 0;
            case WINDOW -> 4;
            default -> 1;
        };
    }

    long leftNs() {
        return kind == Kind.NONE ? 0 : Math.max(0, dueNs - socket.machine().nowNs());
    }

    int repeated() {
        return kind == Kind.WINDOW ? probes : repeated;
    }
}
