package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The address prefixes that the flows of a table match, by which masks are passed over ({@code struct cls_trie}). */
final class PrefixTries {

    private static final Slot[] SLOTS = {Slot.NW_DST, Slot.NW_SRC};

    private final PrefixTree[] trees = {new PrefixTree(), new PrefixTree()};

    void insert(FlowMatch match) {
        change(match, 1);
    }

    void remove(FlowMatch match) {
        change(match, -1);
    }

    private void change(FlowMatch match, int change) {
        for (int i = 0; i < SLOTS.length; i++) {
            int length = prefixLength(match.mask(), SLOTS[i]);
            if (length > 0) {
                trees[i].change(match.value().getInt(SLOTS[i]), length, change);
            }
        }
    }

    /** The length of a mask that is a prefix, 0 for another one ({@code minimask_get_prefix_len}). */
    private static int prefixLength(FlowKey mask, Slot slot) {
        int bits = mask.getInt(slot);
        int length = Integer.bitCount(bits);
        return length > 0 && bits == -1 << Integer.SIZE - length ? length : 0;
    }

    Lookup lookup(FlowKey flow) {
        return new Lookup(flow);
    }

    /** What the prefixes say of one packet. */
    final class Lookup {

        private final FlowKey flow;
        private final PrefixTree.@Nullable Lookup[] found = new PrefixTree.Lookup[SLOTS.length];

        private Lookup(FlowKey flow) {
            this.flow = flow;
        }

        /**
         * Whether no flow with this mask can match, as far as the addresses among some slots tell ({@code check_tries}); those of
         * ARP, which stand in the same place, tell nothing.
         */
        boolean excludes(List<Slot> slots, FlowKey mask, FlowKey wildcards) {
            if (!flow.isIpv4()) {
                return false;
            }
            for (int i = 0; i < SLOTS.length; i++) {
                int length = prefixLength(mask, SLOTS[i]);
                if (length == 0 || !slots.contains(SLOTS[i])) {
                    continue;
                }
                PrefixTree.Lookup lookup = found[i];
                if (lookup == null) {
                    lookup = trees[i].lookup(flow.getInt(SLOTS[i]));
                    found[i] = lookup;
                }
                if ((lookup.lengths() >> length - 1 & 1) != 0) {
                    continue;
                }
                int looked = lookup.length();
                int bits = looked == 0 ? 0 : -1 << Integer.SIZE - looked;
                if (looked <= length) {
                    wildcards.or(SLOTS[i], bits & 0xffff_ffffL);
                    return true;
                }
                if ((wildcards.getInt(SLOTS[i]) & bits) == bits) {
                    return true;
                }
            }
            return false;
        }
    }
}
