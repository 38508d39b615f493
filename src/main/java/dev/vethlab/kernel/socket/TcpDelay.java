package dev.vethlab.kernel.socket;

import dev.vethlab.kernel.machine.Jiffies;

/** When an acknowledgement is due ({@code icsk_ack}); times are in jiffies. */
final class TcpDelay {

    private static final int LEAST = Jiffies.ofMilliseconds(40);
    private static final int MOST = Jiffies.ofMilliseconds(200);
    private static final int MOST_QUICK = 16;

    private int quick;
    private boolean interactive;
    private int delay;
    private long lastReceived;

    /** Whether an acknowledgement is owed. */
    boolean owed;

    /** Whether the last packet was smaller than a full one: its acknowledgement may go when it has been read. */
    boolean pushed;

    boolean pushedTwice;

    /** Acknowledges the next packets at once ({@code tcp_enter_quickack_mode}). */
    void hurry(int most, TcpReceiving receiving) {
        int quicker = Math.max(2, receiving.window / (2 * receiving.mss));
        quick = Math.max(quick, Math.min(Math.min(quicker, most), MOST_QUICK));
    }

    void hurryAnew(TcpReceiving receiving) {
        hurry(MOST_QUICK, receiving);
        interactive = false;
        delay = LEAST;
    }

    boolean isQuick() {
        return quick > 0 && !interactive;
    }

    boolean isInteractive() {
        return interactive;
    }

    void setInteractive() {
        interactive = true;
    }

    /** Data has come in ({@code tcp_event_data_recv}). */
    void received(long now, int length, TcpReceiving receiving, int timeout) {
        owed = true;
        if (length < receiving.mss) {
            pushedTwice |= pushed;
            pushed = true;
        }
        if (delay == 0) {
            hurry(MOST_QUICK, receiving);
            delay = LEAST;
        } else {
            long since = now - lastReceived;
            if (since <= LEAST / 2) {
                delay = (delay >> 1) + LEAST / 2;
            } else if (since < delay) {
                delay = (int) Math.min((delay >> 1) + since, timeout);
            } else if (since > timeout) {
                hurry(MOST_QUICK, receiving);
            }
        }
        lastReceived = now;
    }

    /** Data has been sent ({@code tcp_event_data_sent}). */
    void answered(long now) {
        if (now - lastReceived < delay) {
            interactive = true;
        }
    }

    /** An acknowledgement has gone out with so many segments ({@code tcp_event_ack_sent}). */
    void acknowledged(int segments) {
        quick = Math.max(0, quick - segments);
        if (quick == 0) {
            delay = Math.max(delay, LEAST);
        }
        owed = false;
        pushed = false;
        pushedTwice = false;
    }

    /** For how long an acknowledgement is put off ({@code tcp_send_delayed_ack}). */
    int delay(long roundTripUs) {
        int most = interactive || pushed ? MOST : Jiffies.HZ / 2;
        if (roundTripUs > 0) {
            most = (int) Math.min(most, Math.max(TcpRoundTrip.jiffies(roundTripUs), LEAST));
        }
        return Math.max(1, Math.min(Math.max(delay, LEAST), most));
    }

    /** The delay is over ({@code tcp_delack_timer_handler}). */
    void expired(int timeout) {
        if (interactive) {
            interactive = false;
            delay = LEAST;
        } else {
            delay = Math.min(delay << 1, timeout);
        }
    }
}
