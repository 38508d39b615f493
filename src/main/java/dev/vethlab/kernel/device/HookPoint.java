package dev.vethlab.kernel.device;

import java.util.List;

/**
 * The places on a packet's way at which others may look at it ({@code enum nf_inet_hooks}, {@code enum nf_dev_hooks}): five of a
 * protocol's, and two of a device's own.
 */
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
    POST_ROUTING,
    /** Received by a device, before any protocol or bridge. */
    INGRESS,
    /** Handed to a device to be sent. */
    EGRESS;

    private static final List<HookPoint> OF_PROTOCOLS =
            List.of(PRE_ROUTING, LOCAL_IN, FORWARD, LOCAL_OUT, POST_ROUTING);

    /** The five that each protocol has, in the order of a packet's way. */
    public static List<HookPoint> ofProtocols() {
        return OF_PROTOCOLS;
    }
}
