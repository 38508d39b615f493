package dev.vethlab.kernel.device;

/** The limits of what segmentation may be left to a device, which programs can set and read but nothing here goes by. */
public final class Offload {

    /** {@code TSO_MAX_SIZE}. */
    public static final int MOST_TSO_SIZE = 524280;

    /** {@code GSO_MAX_SEGS}. */
    public static final int MOST_GSO_SEGMENTS = 65535;

    /** Where nothing else is asked for ({@code GSO_LEGACY_MAX_SIZE}). */
    static final int LEGACY_SIZE = 65536;

    private int gsoMaxSize = LEGACY_SIZE;
    private int gsoMaxSegments = MOST_GSO_SEGMENTS;
    private int groMaxSize = LEGACY_SIZE;

    Offload() {}

    public int gsoMaxSize() {
        return gsoMaxSize;
    }

    public void setGsoMaxSize(int size) {
        gsoMaxSize = size;
    }

    public int gsoMaxSegments() {
        return gsoMaxSegments;
    }

    public void setGsoMaxSegments(int segments) {
        gsoMaxSegments = segments;
    }

    public int groMaxSize() {
        return groMaxSize;
    }

    public void setGroMaxSize(int size) {
        groMaxSize = size;
    }
}
