package dev.vethlab.vswitch.ofproto;

import java.util.List;

/** A group of a bridge ({@code struct ofgroup}). */
public final class Group {

    private final long id;
    private final GroupType type;
    private final Selection selection;
    private final List<Bucket> buckets;
    private final long createdNs;
    private final BucketChoice choice;
    private final long[] packets;
    private final long[] bytes;
    private long allPackets;
    private long allBytes;

    Group(long id, GroupType type, Selection selection, List<Bucket> buckets, long createdNs) {
        this.id = id;
        this.type = type;
        this.selection = selection;
        this.buckets = List.copyOf(buckets);
        this.createdNs = createdNs;
        this.choice = new BucketChoice(type, selection, this.buckets);
        this.packets = new long[buckets.size()];
        this.bytes = new long[buckets.size()];
    }

    public long id() {
        return id;
    }

    public GroupType type() {
        return type;
    }

    public Selection selection() {
        return selection;
    }

    public List<Bucket> buckets() {
        return buckets;
    }

    public long createdNs() {
        return createdNs;
    }

    BucketChoice choice() {
        return choice;
    }

    public long packets() {
        return allPackets;
    }

    public long bytes() {
        return allBytes;
    }

    /** How many packets a bucket, by its place, had. */
    public long packets(int bucket) {
        return packets[bucket];
    }

    /** How many bytes a bucket, by its place, had. */
    public long bytes(int bucket) {
        return bytes[bucket];
    }

    /** Counts a packet that all buckets had ({@code group_dpif_credit_stats}). */
    void count(long length) {
        allPackets++;
        allBytes += length;
        for (int i = 0; i < packets.length; i++) {
            packets[i]++;
            bytes[i] += length;
        }
    }

    /** Counts a packet that one bucket had. */
    void count(Bucket chosen, long length) {
        allPackets++;
        allBytes += length;
        int place = buckets.indexOf(chosen);
        packets[place]++;
        bytes[place] += length;
    }
}
