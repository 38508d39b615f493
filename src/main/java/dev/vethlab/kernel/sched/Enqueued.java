package dev.vethlab.kernel.sched;

/** What became of a packet that was to be queued ({@code NET_XMIT_*}). */
enum Enqueued {
    /** It waits. */
    QUEUED,
    /** It was dropped, and whoever sent it is told ({@code NET_XMIT_DROP}). */
    DROPPED,
    /** Another one was dropped in its place ({@code NET_XMIT_CN}). */
    CONGESTED,
    /** It is gone, as it should be, and nobody is told ({@code NET_XMIT_SUCCESS | __NET_XMIT_BYPASS}). */
    GONE;

    boolean waits() {
        return this == QUEUED || this == CONGESTED;
    }
}
