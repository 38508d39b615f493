package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.vswitch.flow.Field;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.Slot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What groups do to a packet ({@code xlate_group_action}). */
final class GroupTranslation {

    private static final int MOST_LINKS = 128;
    private static final int SCORE = 0xffff;

    private final Translation translation;
    private final FlowKey flow;
    private final FlowKey wildcards;

    GroupTranslation(Translation translation) {
        this.translation = translation;
        this.flow = translation.flow;
        this.wildcards = translation.wildcards;
    }

    /** Whether the actions behind it are done too. */
    boolean perform(long id) {
        if (translation.isTooDeep()) {
            return true;
        }
        Group group = translation.bridge.groups().find(id);
        if (group == null) {
            translation.report(Trace.Kind.WARNING, "output to nonexistent group " + id);
            return false;
        }
        if (group.type() == GroupType.ALL || group.type() == GroupType.INDIRECT) {
            group.buckets().forEach(translation::performBucket);
            if (translation.real) {
                group.count(translation.length);
            }
            return true;
        }
        Bucket bucket = group.type() == GroupType.SELECT ? select(group) : firstAlive(group, 0);
        if (bucket == null) {
            translation.report(Trace.Kind.DETAIL, "no live bucket");
            return true;
        }
        translation.report(Trace.Kind.DETAIL, "using bucket " + bucket.id());
        translation.performBucket(bucket);
        if (translation.real) {
            group.count(bucket, translation.length);
        }
        return true;
    }

    private @Nullable Bucket firstAlive(Group group, int depth) {
        for (Bucket bucket : group.buckets()) {
            if (isAlive(group, bucket, depth)) {
                return bucket;
            }
            reportDead(bucket);
        }
        return null;
    }

    /** {@code bucket_is_alive}. */
    private boolean isAlive(Group group, Bucket bucket, int depth) {
        if (depth >= MOST_LINKS) {
            translation.report(Trace.Kind.ERROR, "bucket chaining exceeded " + MOST_LINKS + " links");
            return false;
        }
        if (group.type() == GroupType.SELECT && bucket.weight() == 0) {
            return false;
        }
        if (!bucket.isWatched()) {
            return true;
        }
        if (bucket.watchPort().isPresent() && isAlive(bucket.watchPort().getAsInt())) {
            return true;
        }
        Group watched = bucket.watchGroup().isEmpty()
                ? null
                : translation.bridge.groups().find(bucket.watchGroup().getAsLong());
        return watched != null && firstAlive(watched, depth + 1) != null;
    }

    /** {@code odp_port_is_alive}. */
    private boolean isAlive(int number) {
        OfPort port = translation.bridge.find(number);
        return port != null && port.device().map(NetDevice::isOperational).orElse(true);
    }

    private void reportDead(Bucket bucket) {
        if (translation.isTraced()) {
            String port = bucket.watchPort().isPresent()
                    ? "port " + bucket.watchPort().getAsInt()
                    : "";
            String group = bucket.watchGroup().isPresent()
                    ? "port " + bucket.watchGroup().getAsLong()
                    : "";
            String both = port.isEmpty() || group.isEmpty() ? "" : " and ";
            translation.report(Trace.Kind.DETAIL, "bucket " + bucket.id() + ": not live due to " + port + both + group);
        }
    }

    private @Nullable Bucket select(Group group) {
        return switch (group.choice().method()) {
            case DATAPATH -> byDatapath(group);
            case FIELDS -> best(group, fieldsHash(group.selection()));
            case DEFAULT -> best(group, conversationHash());
        };
    }

    /** {@code pick_dp_hash_select_group}. */
    private @Nullable Bucket byDatapath(Group group) {
        BucketChoice choice = group.choice();
        int hash = flow.getInt(Slot.DP_HASH);
        if (hash == 0) {
            translation.comeBackWithHash(choice.basis());
            return null;
        }
        wildcards.or(Slot.DP_HASH, choice.mask());
        for (int i = 0; i <= choice.mask(); i++) {
            Bucket bucket = choice.at(hash + i);
            if (isAlive(group, bucket, 0)) {
                return bucket;
            }
        }
        return null;
    }

    /** {@code pick_hash_fields_select_group}. */
    private int fieldsHash(Selection selection) {
        int basis = Murmur.ofLong(selection.parameter());
        for (Map.Entry<Field, Long> entry : selection.fields().entrySet()) {
            Field field = entry.getKey();
            field.prerequisite().mask(wildcards);
            if (field.prerequisite().holds(flow)) {
                basis = Murmur.ofBytes(field.get(flow) & entry.getValue(), field.bytes(), basis);
                wildcards.or(field.slot(), (entry.getValue() & field.mask()) << field.shift());
            }
        }
        return basis;
    }

    /** A hash that is the same both ways, of what {@code flow_hash_symmetric_l4} looks at. */
    private int conversationHash() {
        int hash = Murmur.ofLong(flow.get(Slot.ETH_SRC) ^ flow.get(Slot.ETH_DST));
        wildcards.all(Slot.ETH_SRC);
        wildcards.all(Slot.ETH_DST);
        wildcards.or(Slot.VLAN_TCI, FlowKey.VLAN_VID | FlowKey.VLAN_PRESENT);
        if (flow.isIpv4()) {
            wildcards.all(Slot.NW_PROTO);
            wildcards.all(Slot.NW_SRC);
            wildcards.all(Slot.NW_DST);
            hash = Murmur.ofInt((int) (flow.get(Slot.NW_SRC) ^ flow.get(Slot.NW_DST)), hash);
            long protocol = flow.get(Slot.NW_PROTO);
            if (protocol == FlowKey.TCP || protocol == FlowKey.SCTP) {
                wildcards.all(Slot.TP_SRC);
                wildcards.all(Slot.TP_DST);
                hash = Murmur.ofInt((int) (flow.get(Slot.TP_SRC) ^ flow.get(Slot.TP_DST)), hash);
            }
        }
        return hash;
    }

    /** {@code group_best_live_bucket}. */
    private @Nullable Bucket best(Group group, int basis) {
        Bucket best = null;
        long bestScore = 0;
        for (Bucket bucket : group.buckets()) {
            if (isAlive(group, bucket, 0)) {
                long score = (long) (Murmur.ofInt((int) bucket.id(), basis) & SCORE) * bucket.weight();
                if (score >= bestScore) {
                    best = bucket;
                    bestScore = score;
                }
                if (translation.isTraced()) {
                    translation.report(Trace.Kind.DETAIL, "bucket " + bucket.id() + ": score " + score);
                }
            } else {
                reportDead(bucket);
            }
        }
        return best;
    }
}
