package dev.vethlab.kernel.device;

/** Whether a packet is where a filter has sent it, and whence ({@code skb->redirected}, {@code from_ingress}, {@code tc_skip_classify}). */
public enum Redirection {
    NONE,
    /** It was received by another device. */
    FROM_INGRESS,
    /** Another device was to send it. */
    FROM_EGRESS,
    /** It is back, and passes the filters there this time. */
    RETURNED
}
