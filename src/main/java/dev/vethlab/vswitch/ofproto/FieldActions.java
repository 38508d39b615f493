package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.flow.Field;
import dev.vethlab.vswitch.flow.Fields;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.Slot;
import dev.vethlab.vswitch.flow.Subfield;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The actions that change what is known of a packet. */
final class FieldActions {

    private static final int DOT1Q = 0x8100;

    private final Translation translation;
    private final FlowKey flow;
    private final FlowKey wildcards;
    private final Deque<Boolean> stack = new ArrayDeque<>();

    FieldActions(Translation translation) {
        this.translation = translation;
        this.flow = translation.flow;
        this.wildcards = translation.wildcards;
    }

    void perform(Action action) {
        if (action instanceof Action.StripVlan) {
            wildcards.or(Slot.VLAN_TCI, flow.isTagged() ? 0xffff : FlowKey.VLAN_PRESENT);
            flow.popVlan();
        } else if (action instanceof Action.PushVlan push) {
            flow.pushVlan();
            flow.set(Slot.VLAN_TPID, push.protocol());
            flow.set(Slot.VLAN_TCI, FlowKey.VLAN_PRESENT);
        } else if (action instanceof Action.SetVlanId set) {
            setTag(FlowKey.VLAN_VID, set.id());
        } else if (action instanceof Action.SetVlanPriority set) {
            setTag(FlowKey.VLAN_PCP, set.priority() << 13);
        } else if (action instanceof Action.Modify modify) {
            modify(modify.field(), modify.value());
        } else if (action instanceof Action.ModifyPort modify) {
            modifyPort(modify);
        } else if (action instanceof Action.SetTunnel set) {
            flow.set(Slot.TUN_ID, set.id());
        } else if (action instanceof Action.WriteMetadata write) {
            flow.set(Slot.METADATA, flow.get(Slot.METADATA) & ~write.mask() | write.value() & write.mask());
        } else if (action instanceof Action.SetQueue set) {
            wildcards.all(Slot.SKB_PRIORITY);
            flow.set(Slot.SKB_PRIORITY, Outputs.priority(set.queue()));
        } else if (action instanceof Action.PopQueue) {
            wildcards.all(Slot.SKB_PRIORITY);
            flow.set(Slot.SKB_PRIORITY, translation.priorityAtFirst());
            report("queue", translation.priorityAtFirst());
        } else {
            performOnField(action);
        }
    }

    /** {@code xlate_report} of a number. */
    private void report(String what, long number) {
        if (translation.isTraced()) {
            translation.report(Trace.Kind.DETAIL, what + " = " + (number == 0 ? "0" : "0x" + Long.toHexString(number)));
        }
    }

    private void setTag(int under, int bits) {
        wildcards.or(Slot.VLAN_TCI, under | FlowKey.VLAN_PRESENT);
        if (flow.get(Slot.VLAN_TPID) == 0) {
            flow.set(Slot.VLAN_TPID, DOT1Q);
        }
        flow.set(Slot.VLAN_TCI, flow.get(Slot.VLAN_TCI) & ~under | bits | FlowKey.VLAN_PRESENT);
    }

    private void modify(Field field, long value) {
        if (!field.prerequisite().holds(flow)) {
            return;
        }
        long under = field == Fields.NW_TOS ? 0xfc : field.placedMask();
        wildcards.or(field.slot(), under);
        flow.set(field.slot(), flow.get(field.slot()) & ~under | value & under);
    }

    private void modifyPort(Action.ModifyPort modify) {
        if (flow.isIp() && (flow.get(Slot.NW_FRAG) & FlowKey.FRAG_LATER) == 0) {
            Slot slot = modify.source() ? Slot.TP_SRC : Slot.TP_DST;
            wildcards.all(Slot.NW_PROTO);
            wildcards.all(slot);
            flow.set(slot, modify.port());
        }
    }

    private void performOnField(Action action) {
        if (action instanceof Action.SetField set) {
            setField(set.field(), set.value(), set.mask());
        } else if (action instanceof Action.Load load) {
            Subfield target = load.target();
            if (target.isUpper()) {
                return;
            }
            setField(target.field(), load.value() << target.from(), target.mask() << target.from());
        } else if (action instanceof Action.Move move) {
            move(move);
        } else if (action instanceof Action.Push push) {
            push.source().mark(wildcards);
            push(push.source());
        } else if (action instanceof Action.Pop pop) {
            pop(pop.target());
        }
    }

    private void setField(Field field, long value, long mask) {
        field.prerequisite().mask(wildcards);
        if (!field.prerequisite().holds(flow)) {
            translation.report(Trace.Kind.WARNING, "unmet prerequisites for " + field.name() + ", set_field ignored");
            return;
        }
        long under = (mask & field.mask()) << field.shift();
        wildcards.or(field.slot(), under);
        flow.set(field.slot(), flow.get(field.slot()) & ~under | value << field.shift() & under);
        if (field.slot() == Slot.VLAN_TCI) {
            flow.set(Slot.VLAN_TPID, flow.isTagged() ? Math.max(flow.get(Slot.VLAN_TPID), DOT1Q) : 0);
        }
    }

    private void move(Action.Move move) {
        if (move.source().field().prerequisite().holds(flow)
                && move.target().field().prerequisite().holds(flow)) {
            move.source().mark(wildcards);
            move.target().mark(wildcards);
            move.target().set(flow, move.source().get(flow));
            report(move.target());
        }
    }

    /** {@code xlate_report_subfield}: what has come out of it. */
    private void report(Subfield target) {
        if (translation.isTraced()) {
            long value = target.get(flow);
            translation.report(Trace.Kind.DETAIL, target + " is now " + SubfieldValue.write(target, value));
        }
    }

    private void push(Subfield source) {
        long value = source.get(flow);
        for (int bit = source.bits() - 1; bit >= 0; bit--) {
            stack.push((value >>> bit & 1) != 0);
        }
    }

    private void pop(Subfield target) {
        List<Boolean> bits = new ArrayList<>();
        for (int bit = 0; bit < target.bits() && !stack.isEmpty(); bit++) {
            bits.add(stack.pop());
        }
        long value = 0;
        for (int bit = 0; bit < bits.size(); bit++) {
            value |= bits.get(bit) ? 1L << bit : 0;
        }
        target.mark(wildcards);
        target.set(flow, value);
        report(target);
    }

    /** Whether the packet goes on. */
    boolean decrementTtl() {
        if (!flow.isIp()) {
            return true;
        }
        wildcards.all(Slot.NW_TTL);
        if (flow.get(Slot.NW_TTL) > 1) {
            flow.set(Slot.NW_TTL, flow.get(Slot.NW_TTL) - 1);
            return true;
        }
        translation.report(Trace.Kind.WARNING, "IPv" + (flow.isIpv4() ? 4 : 6) + " decrement TTL exception");
        return false;
    }
}
