package dev.vethlab.kernel.device;

/** The five places on a packet's way at which others may look at it ({@code enum nf_inet_hooks}). */
public enum HookPoint {
    /** Received, before routing. */
    PRE_ROUTING,
    /** For this host, before its protocol takes it. */
    LOCAL_IN,
    /** For another host, after routing. */
    FORWARD,
    /** Made here, after routing. */
    LOCAL_OUT,
    /** About to leave by a device. */
    POST_ROUTING
}
