package dev.vethlab.kernel.ipv4;

/** What the type of service of a packet says (RFC 791, RFC 1349). */
public final class TypeOfService {

    /** {@code ip_tos2prio}. */
    private static final int[] PRIORITY = {0, 0, 0, 0, 2, 2, 2, 2, 6, 6, 6, 6, 4, 4, 4, 4};

    private TypeOfService() {}

    /** The priority that queues give a packet ({@code rt_tos2priority}). */
    public static int priority(int tos) {
        return PRIORITY[tos >> 1 & 15];
    }
}
