package dev.vethlab.vswitch.flow;

/**
 * Which packets a flow is for ({@code struct match}).
 *
 * @param value what they have in common
 * @param mask which bits of that matter; the value is 0 where the mask is
 */
public record FlowMatch(FlowKey value, FlowKey mask) {

    /** A match for every packet, to be narrowed. */
    public static FlowMatch all() {
        return new FlowMatch(new FlowKey(), new FlowKey());
    }

    /** Narrows it: the bits of a member under a mask must be those of the value. */
    public void require(Slot slot, long bits, long under) {
        value.set(slot, value.get(slot) & ~under | bits & under);
        mask.or(slot, under);
    }

    /** Narrows it to a value of a member. */
    public void require(Slot slot, long bits) {
        require(slot, bits, slot.mask());
    }

    /** Narrows it to values of a field. */
    public void require(Field field, long bits, long under) {
        require(field.slot(), bits << field.shift(), (under & field.mask()) << field.shift());
    }

    /** Whether a packet is one of those. */
    public boolean holds(FlowKey flow) {
        for (int i = 0; i < Slot.COUNT; i++) {
            if ((flow.at(i) & mask.at(i)) != value.at(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of its packets are also another one's ({@code cls_rule_is_loose_match}). */
    public boolean isWithin(FlowMatch wider) {
        for (int i = 0; i < Slot.COUNT; i++) {
            long under = wider.mask.at(i);
            if ((mask.at(i) & under) != under || (value.at(i) & under) != wider.value.at(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a packet could be one of both ({@code classifier_rule_overlaps}). */
    public boolean overlaps(FlowMatch other) {
        for (int i = 0; i < Slot.COUNT; i++) {
            long both = mask.at(i) & other.mask.at(i);
            if (((value.at(i) ^ other.value.at(i)) & both) != 0) {
                return false;
            }
        }
        return true;
    }

    public FlowMatch copy() {
        return new FlowMatch(value.copy(), mask.copy());
    }
}
