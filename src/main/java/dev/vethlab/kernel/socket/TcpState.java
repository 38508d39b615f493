package dev.vethlab.kernel.socket;

/** The states of a TCP socket, in the kernel's order ({@code include/net/tcp_states.h}). */
public enum TcpState {
    ESTABLISHED,
    SYN_SENT,
    SYN_RECV,
    FIN_WAIT1,
    FIN_WAIT2,
    TIME_WAIT,
    CLOSE,
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING;

    /** Whether segments of the other side still count as data. */
    boolean receives() {
        return this == ESTABLISHED || this == FIN_WAIT1 || this == FIN_WAIT2;
    }

    /** Whether this side may still send data. */
    boolean sends() {
        return this == ESTABLISHED || this == CLOSE_WAIT;
    }

    /** Whether there is another side that a reset would tell something ({@code tcp_need_reset}). */
    boolean needsReset() {
        return this == ESTABLISHED || this == CLOSE_WAIT || this == FIN_WAIT1 || this == FIN_WAIT2 || this == SYN_RECV;
    }
}
