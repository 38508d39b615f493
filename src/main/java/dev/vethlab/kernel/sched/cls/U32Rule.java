package dev.vethlab.kernel.sched.cls;

import org.jspecify.annotations.Nullable;

/** A rule about bytes ({@code struct tc_u_knode}). */
public final class U32Rule extends Filter {

    private U32Options options;
    private @Nullable U32Table next;
    private long looks;
    private int markHits;
    private long[] keyHits;

    U32Rule(FilterBlock block, int handle, U32Options options) {
        super(block, handle);
        this.options = options;
        this.keyHits = new long[options.keys().size()];
    }

    void set(U32Options newOptions, @Nullable U32Table table) {
        options = newOptions;
        next = table;
        keyHits = new long[newOptions.keys().size()];
    }

    /** What it was made with. */
    public U32Options options() {
        return options;
    }

    @Nullable
    U32Table next() {
        return next;
    }

    /** How often it was looked at. */
    public long looks() {
        return looks;
    }

    /** How many packets had its mark. */
    public int markHits() {
        return markHits;
    }

    /** How many packets fitted a key. */
    public long keyHits(int key) {
        return keyHits[key];
    }

    /** Whether the bytes and the mark fit. */
    boolean fits(Packet packet, int offset, int headerOffset) {
        looks++;
        if (options.mark().isPresent()) {
            U32Options.Mark mark = options.mark().get();
            if ((packet.skb.mark & mark.mask()) != mark.value()) {
                return false;
            }
            markHits++;
        }
        for (int at = 0; at < keyHits.length; at++) {
            U32Key key = options.keys().get(at);
            int from = offset + key.offset() + (key.afterHeader() ? headerOffset : 0);
            if (!packet.has(from) || ((key.value() ^ packet.word(from)) & key.mask()) != 0) {
                return false;
            }
            keyHits[at]++;
        }
        return cameBy(packet);
    }

    private boolean cameBy(Packet packet) {
        return options.device().isEmpty()
                || packet.skb
                        .dev
                        .net()
                        .devices()
                        .byName(options.device().get())
                        .filter(device -> device.index() == packet.skb.iif)
                        .isPresent();
    }

    @Override
    String inWords() {
        return "the filter u32 " + Integer.toHexString(handle() >>> 20) + "::" + Integer.toHexString(handle() & 0xfff);
    }
}
