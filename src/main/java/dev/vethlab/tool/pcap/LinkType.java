package dev.vethlab.tool.pcap;

/** What the first byte of a packet belongs to ({@code LINKTYPE_}). */
public enum LinkType {
    /** A frame from its Ethernet header on, without frame check sequence. */
    ETHERNET(1),
    /** An IP packet, of a device without a link layer header. */
    RAW(101);

    private final int number;

    LinkType(int number) {
        this.number = number;
    }

    /** The number that stands in files. */
    public int number() {
        return number;
    }
}
