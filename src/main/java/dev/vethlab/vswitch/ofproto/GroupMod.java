package dev.vethlab.vswitch.ofproto;

import java.util.List;

/**
 * A request about groups ({@code struct ofputil_group_mod}).
 *
 * @param id the group, {@link #ALL} for all of them
 * @param place for buckets added or taken out, where: a bucket's number, or one of the words
 */
public record GroupMod(
        Command command, long id, GroupType type, Selection selection, List<Bucket> buckets, long place) {

    /** All groups. */
    public static final long ALL = 0xffff_fffcL;

    /** The highest number of a group. */
    public static final long MOST = 0xffff_ff00L;

    /** Words for places of buckets. */
    public static final long FIRST_BUCKET = 0xffff_fffdL;

    public static final long LAST_BUCKET = 0xffff_fffeL;
    public static final long ALL_BUCKETS = 0xffff_ffffL;

    /** The highest number of a bucket. */
    public static final long MOST_BUCKET = 0xffff_ff00L;

    /** What is asked for. */
    public enum Command {
        ADD,
        MODIFY,
        ADD_OR_MODIFY,
        DELETE,
        INSERT_BUCKET,
        REMOVE_BUCKET
    }
}
