package dev.vethlab.tool.pcap;

/** Which way a packet passed an interface. */
public enum Direction {
    INBOUND,
    OUTBOUND;

    /** The direction bits of pcapng's {@code epb_flags}. */
    int flags() {
        return this == INBOUND ? 1 : 2;
    }
}
