package dev.vethlab.kernel.sched;

/** Names of queueing disciplines and classes: 16 bits for the discipline, 16 for the class ({@code TC_H_MAKE}). */
public final class Handle {

    /** No parent, or any. */
    public static final int UNSPEC = 0;

    /** The place of a device's own queueing discipline. */
    public static final int ROOT = 0xffffffff;

    /** The place of {@code ingress} and {@code clsact}. */
    public static final int INGRESS = 0xfffffff1;

    /** The class of {@code clsact} for what comes in. */
    public static final int MINOR_INGRESS = 0xfff2;

    /** The class of {@code clsact} for what goes out. */
    public static final int MINOR_EGRESS = 0xfff3;

    private static final int MAJOR = 0xffff0000;

    private Handle() {}

    /** The part that names a queueing discipline. */
    public static int major(int handle) {
        return handle & MAJOR;
    }

    /** The part that names a class within it. */
    public static int minor(int handle) {
        return handle & ~MAJOR;
    }

    /** Both parts together. */
    public static int of(int major, int minor) {
        return major & MAJOR | minor & ~MAJOR;
    }
}
