package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.openvswitch.DatapathAction;
import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Slot;
import java.util.ArrayList;
import java.util.List;

/** Leaves a packet where it is, for the datapath to come back with it ({@code finish_freezing__}). */
final class Freezing {

    private final Translation translation;
    private final List<FrozenState.Step> left = new ArrayList<>();
    private boolean begun;
    private int hashBasis;

    Freezing(Translation translation) {
        this.translation = translation;
    }

    /** Begins: the datapath is to make a hash first. */
    void beginWithHash(int basis) {
        begun = true;
        hashBasis = basis;
    }

    /** Whether it has begun, and no action was left yet. */
    boolean isBeginning() {
        return begun && left.isEmpty();
    }

    /** Notes actions that are left to do ({@code freeze_unroll_actions}). */
    void keep(List<Action> actions, int table) {
        if (!begun) {
            return;
        }
        for (Action action : actions) {
            if (action instanceof Action.GotoTable target) {
                left.add(new FrozenState.Step(new Action.Resubmit(PortNames.IN_PORT, target.table()), table));
            } else if (!(action instanceof Action.Note)) {
                left.add(new FrozenState.Step(action, table));
            }
        }
    }

    /** Ends what has begun: the packet as it is by now is to come back. */
    void finish(int table) {
        if (begun) {
            translation.commit.all();
            long number = number(table);
            translation.commit.add(
                    new DatapathAction.Hash(hashBasis),
                    () -> "hash(sym_l4(" + Integer.toUnsignedString(hashBasis) + "))");
            recirculate(number);
            left.clear();
            begun = false;
        }
    }

    /** Has a copy come back to a table; its number. */
    long fork(int table) {
        boolean wasTracked = translation.tracked;
        translation.tracked = true;
        long number = number(table);
        translation.tracked = wasTracked;
        recirculate(number);
        return number;
    }

    private void recirculate(long number) {
        translation.commit.add(
                new DatapathAction.Recirculate(number), () -> "recirc(0x" + Long.toHexString(number) + ")");
    }

    private long number(int table) {
        FrozenState state = new FrozenState(
                translation.bridge, table, metadata(translation.flow), translation.tracked, List.copyOf(left));
        return translation.owner.recirculations().number(state, translation.real, translation.nowNs());
    }

    /** {@code frozen_metadata_from_flow}. */
    private static FlowKey metadata(FlowKey flow) {
        FlowKey metadata = new FlowKey();
        for (int i = 0; i < Slot.COUNT; i++) {
            if (isMetadata(Slot.at(i))) {
                metadata.set(Slot.at(i), flow.get(Slot.at(i)));
            }
        }
        return metadata;
    }

    /** {@code frozen_metadata_to_flow}. */
    static void restore(FrozenState state, FlowKey flow) {
        for (int i = 0; i < Slot.COUNT; i++) {
            if (isMetadata(Slot.at(i))) {
                flow.set(Slot.at(i), state.metadata().get(Slot.at(i)));
            }
        }
    }

    private static boolean isMetadata(Slot slot) {
        return slot.ordinal() <= Slot.REG15.ordinal() || slot == Slot.IN_PORT;
    }
}
