package dev.vethlab.kernel.netfilter.conntrack;

/**
 * A tracked connection ({@code struct nf_conn}). Open to address translation and rules as the kernel's own is; outside of the
 * kernel it is only read.
 */
public final class Connection {

    /** An answer has been seen. */
    public static final int SEEN_REPLY = 1 << 1;

    /** It is kept when the table is full. */
    public static final int ASSURED = 1 << 2;

    /** Its first packet has passed; it is in the table. */
    public static final int CONFIRMED = 1 << 3;

    /** The source is translated in the original direction. */
    public static final int SRC_NAT = 1 << 4;

    /** The destination is translated in the original direction. */
    public static final int DST_NAT = 1 << 5;

    /** It has been decided whether the source is translated. */
    public static final int SRC_NAT_DONE = 1 << 7;

    /** It has been decided whether the destination is translated. */
    public static final int DST_NAT_DONE = 1 << 8;

    /** It has been taken out of the table. */
    public static final int DYING = 1 << 9;

    /** {@code IPS_*}. */
    public int status;

    /** {@code ct mark}. */
    public int mark;

    /** The lower 64 of the bits that are its labels ({@code ct label}). */
    public long label;

    /** The device whose address it has taken on by masquerading, 0 for none. */
    public int masqueradeDevice;

    /** A number of its own, for {@code ct id}. */
    public final long id;

    private final Tuple original;
    private Tuple reply;
    private long expiresNs;
    private final long[] packets = new long[2];
    private final long[] bytes = new long[2];

    TcpState tcpState = TcpState.NONE;
    TcpTracking.Segment lastSegment = TcpTracking.Segment.NONE;
    boolean lastWasReply;
    boolean closeBegun;
    long udpStreamNs;

    Connection(long id, Tuple original, Tuple reply) {
        this.id = id;
        this.original = original;
        this.reply = reply;
    }

    /** The zone that it is tracked in. */
    public int zone() {
        return original.zone();
    }

    /** How the first packet named it. */
    public Tuple original() {
        return original;
    }

    /** How answers name it; address translation changes it until the first packet has passed. */
    public Tuple reply() {
        return reply;
    }

    public void setReply(Tuple newReply) {
        reply = newReply;
    }

    public boolean has(int bits) {
        return (status & bits) != 0;
    }

    /** When it is forgotten, in virtual time. */
    public long expiresNs() {
        return expiresNs;
    }

    void expireAt(long atNs) {
        expiresNs = atNs;
    }

    public TcpState tcpState() {
        return tcpState;
    }

    /** Whether it is a TCP connection that both sides have ended. */
    public boolean isClosed() {
        return tcpState == TcpState.TIME_WAIT || tcpState == TcpState.CLOSE;
    }

    /** How many packets have passed in a direction, where {@code nf_conntrack_acct} counts them. */
    public long packets(boolean ofReplies) {
        return packets[ofReplies ? 1 : 0];
    }

    /** How many bytes have passed in a direction, where {@code nf_conntrack_acct} counts them. */
    public long bytes(boolean ofReplies) {
        return bytes[ofReplies ? 1 : 0];
    }

    void count(boolean ofReplies, int length) {
        int direction = ofReplies ? 1 : 0;
        packets[direction]++;
        bytes[direction] += length;
    }
}
