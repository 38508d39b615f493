package dev.vethlab.tool.tcpdump;

import dev.vethlab.wire.Bytes;

/** A packet as the filter machine sees it ({@code bpf_filter}): a load from behind its end rejects it, whatever else holds. */
final class FilterPacket {

    /** The load that failed. */
    static final class Rejected extends RuntimeException {

        static final Rejected INSTANCE = new Rejected();

        private static final long serialVersionUID = 1L;

        private Rejected() {
            super(null, null, false, false);
        }
    }

    /** The {@link #vlanControl} of a frame without a tag beside it. */
    static final int UNTAGGED = -1;

    private final Bytes bytes;
    private final boolean outbound;
    private final int vlanControl;

    FilterPacket(Bytes bytes, boolean outbound, int vlanControl) {
        this.bytes = bytes;
        this.outbound = outbound;
        this.vlanControl = vlanControl;
    }

    int length() {
        return bytes.length();
    }

    boolean isOutbound() {
        return outbound;
    }

    /** The tag control information that the kernel keeps beside the frame ({@code SKF_AD_VLAN_TAG}). */
    int vlanControl() {
        return vlanControl;
    }

    /** One, two or four bytes at an unsigned offset. */
    int load(int at, int size) {
        if (at < 0 || at > bytes.length() - size) {
            throw Rejected.INSTANCE;
        }
        return size == 1 ? bytes.at(at) : size == 2 ? bytes.u16(at) : bytes.i32(at);
    }

    int u8(int at) {
        return load(at, 1);
    }

    int u16(int at) {
        return load(at, 2);
    }
}
