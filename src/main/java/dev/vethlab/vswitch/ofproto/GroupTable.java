package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The groups of a bridge, and how requests change them ({@code ofproto_group_mod_start}). */
public final class GroupTable {

    private final Machine machine;
    private final FlowTables flows;
    private final TreeMap<Long, Group> groups = new TreeMap<>();

    GroupTable(Machine machine, FlowTables flows) {
        this.machine = machine;
        this.flows = flows;
    }

    /** All groups, by number: Linux lists them in an order drawn by lot. */
    public List<Group> all() {
        return List.copyOf(groups.values());
    }

    @Nullable
    Group find(long id) {
        return groups.get(id);
    }

    /**
     * Does what is asked for.
     *
     * @throws FlowModException where that is not allowed
     */
    public void apply(GroupMod mod) throws FlowModException {
        switch (mod.command()) {
            case ADD -> add(mod);
            case MODIFY, INSERT_BUCKET, REMOVE_BUCKET -> modify(mod);
            case ADD_OR_MODIFY -> {
                if (groups.containsKey(mod.id())) {
                    modify(mod);
                } else {
                    add(mod);
                }
            }
            case DELETE -> delete(mod.id());
        }
        machine.changed();
    }

    private void add(GroupMod mod) throws FlowModException {
        if (groups.containsKey(mod.id())) {
            throw new FlowModException("OFPGMFC_GROUP_EXISTS");
        }
        put(mod, mod.type(), mod.selection(), mod.buckets(), machine.nowNs());
    }

    private void put(GroupMod mod, GroupType type, Selection selection, List<Bucket> buckets, long createdNs)
            throws FlowModException {
        if (mod.id() > GroupMod.MOST) {
            throw new FlowModException("OFPGMFC_INVALID_GROUP");
        }
        groups.put(mod.id(), new Group(mod.id(), type, selection, buckets, createdNs));
    }

    private void modify(GroupMod mod) throws FlowModException {
        Group old = groups.get(mod.id());
        if (old == null) {
            throw new FlowModException("OFPGMFC_UNKNOWN_GROUP");
        }
        switch (mod.command()) {
            case INSERT_BUCKET -> put(mod, old.type(), old.selection(), inserted(old, mod), old.createdNs());
            case REMOVE_BUCKET -> put(mod, old.type(), old.selection(), remaining(old, mod.place()), old.createdNs());
            default -> put(mod, mod.type(), mod.selection(), mod.buckets(), old.createdNs());
        }
    }

    /** {@code copy_buckets_for_insert_bucket}. */
    private static List<Bucket> inserted(Group old, GroupMod mod) throws FlowModException {
        List<Bucket> buckets = new ArrayList<>(old.buckets());
        for (Bucket bucket : mod.buckets()) {
            if (buckets.stream().anyMatch(known -> known.id() == bucket.id())) {
                throw new FlowModException("OFPGMFC_BUCKET_EXISTS");
            }
        }
        buckets.addAll(place(buckets, mod.place()), mod.buckets());
        return buckets;
    }

    private static int place(List<Bucket> buckets, long place) throws FlowModException {
        if (place == GroupMod.FIRST_BUCKET) {
            return 0;
        }
        return place == GroupMod.LAST_BUCKET ? buckets.size() : find(buckets, place) + 1;
    }

    private static int find(List<Bucket> buckets, long id) throws FlowModException {
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.get(i).id() == id) {
                return i;
            }
        }
        throw new FlowModException("OFPGMFC_UNKNOWN_BUCKET");
    }

    /** {@code copy_buckets_for_remove_bucket}. */
    private static List<Bucket> remaining(Group old, long place) throws FlowModException {
        List<Bucket> buckets = new ArrayList<>(old.buckets());
        if (place == GroupMod.ALL_BUCKETS || buckets.isEmpty()) {
            return List.of();
        }
        if (place == GroupMod.FIRST_BUCKET || place == GroupMod.LAST_BUCKET) {
            buckets.remove(place == GroupMod.FIRST_BUCKET ? 0 : buckets.size() - 1);
        } else {
            buckets.remove(find(buckets, place));
        }
        return buckets;
    }

    /** Flows that use a group go with it. */
    private void delete(long id) {
        List<Long> going = id == GroupMod.ALL ? List.copyOf(groups.keySet()) : List.of(id);
        for (Long number : going) {
            if (groups.remove(number) != null) {
                flows.using(number).forEach(flows::remove);
            }
        }
    }

    void clear() {
        groups.clear();
    }

    /** How many flows use a group. */
    public int references(Group group) {
        return flows.using(group.id()).size();
    }
}
