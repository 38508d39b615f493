package dev.vethlab.vswitch.action;

import dev.vethlab.vswitch.flow.Field;
import dev.vethlab.vswitch.flow.Fields;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Slot;
import dev.vethlab.vswitch.flow.Subfield;
import java.util.ArrayList;
import java.util.List;

/** Actions as a version of OpenFlow can say them: on the wire they change ({@code ofpacts_put_openflow_actions}). */
public final class ActionVersions {

    private ActionVersions() {}

    /** As OpenFlow 1.0 with Nicira's extensions says them. */
    public static List<Action> early(List<Action> actions) {
        List<Action> said = new ArrayList<>(actions.size());
        for (Action action : actions) {
            if (action instanceof Action.SetField set && set.field().slot() == Slot.CT_LABEL) {
                said.addAll(labels(set));
            } else if (action instanceof Action.Track track) {
                said.add(track.withChanges(early(track.changes())));
            } else if (action instanceof Action.CloneOf clone) {
                said.add(new Action.CloneOf(early(clone.actions())));
            } else if (action instanceof Action.SetField set) {
                said.add(legacy(set));
            } else if (action instanceof Action.StripVlan) {
                said.add(new Action.StripVlan(false));
            } else if (action instanceof Action.GotoTable target) {
                said.add(new Action.Resubmit(PortNames.IN_PORT, target.table()));
            } else if (action instanceof Action.Modify modify && isExtension(modify.field())) {
                said.add(new Action.Load(Subfield.of(modify.field()), modify.value()));
            } else if (!(action instanceof Action.PushVlan)) {
                // A tag that is pushed is said by the VLAN that is set in it.
                said.add(action);
            }
        }
        return said;
    }

    /** The labels of a connection are wider than what one action can say. */
    private static List<Action> labels(Action.SetField set) {
        int half = Long.SIZE;
        return List.of(
                new Action.Load(new Subfield(set.field(), 0, half), set.value()),
                new Action.Load(new Subfield(set.field(), half, half), 0));
    }

    private static boolean isExtension(Field field) {
        return field == Fields.NW_TTL || field == Fields.NW_ECN;
    }

    /** {@code set_field_to_legacy_openflow}. */
    private static Action legacy(Action.SetField set) {
        Field field = set.field();
        if ((set.mask() & field.mask()) == field.mask()) {
            if (field == Fields.ETH_SRC
                    || field == Fields.ETH_DST
                    || field == Fields.IP_SRC
                    || field == Fields.IP_DST) {
                return new Action.Modify(field, set.value());
            }
            if (field == Fields.IP_DSCP) {
                return new Action.Modify(Fields.NW_TOS, set.value() << 2);
            }
            if (field == Fields.VLAN_PCP || field == Fields.DL_VLAN_PCP) {
                return new Action.SetVlanPriority((int) set.value());
            }
            if (field == Fields.VLAN_VID || field == Fields.DL_VLAN) {
                return new Action.SetVlanId((int) set.value() & FlowKey.VLAN_VID);
            }
            if (field == Fields.TCP_SRC || field == Fields.UDP_SRC) {
                return new Action.ModifyPort(true, (int) set.value());
            }
            if (field == Fields.TCP_DST || field == Fields.UDP_DST) {
                return new Action.ModifyPort(false, (int) set.value());
            }
        }
        long under = set.mask() & field.mask();
        int from = under == 0 ? 0 : Long.numberOfTrailingZeros(under);
        return new Action.Load(new Subfield(field, from, Long.bitCount(under)), set.value() >>> from);
    }

    /** As OpenFlow 1.3 says them. */
    public static List<Action> later(List<Action> actions, FlowMatch match) {
        List<Action> said = new ArrayList<>(actions.size());
        boolean tagged = (match.mask().get(Slot.VLAN_TCI) & FlowKey.VLAN_PRESENT) != 0
                && match.value().isTagged();
        for (Action action : actions) {
            if (action instanceof Action.SetVlanId || action instanceof Action.SetVlanPriority) {
                if (!tagged) {
                    said.add(new Action.PushVlan(0x8100));
                }
                tagged = true;
                said.add(vlanField(action));
            } else if (action instanceof Action.Enqueue enqueue) {
                said.add(new Action.SetQueue(enqueue.queue()));
                said.add(new Action.Output(enqueue.port()));
                said.add(new Action.PopQueue());
            } else if (action instanceof Action.CloneOf clone) {
                said.add(new Action.CloneOf(later(clone.actions(), match)));
            } else if (action instanceof Action.Track track) {
                said.add(track.withChanges(early(track.changes())));
            } else {
                tagged = action instanceof Action.PushVlan || tagged && !(action instanceof Action.StripVlan);
                said.add(field(action, match.value()));
            }
        }
        return said;
    }

    private static Action vlanField(Action action) {
        if (action instanceof Action.SetVlanId set) {
            return new Action.SetField(Fields.VLAN_VID, set.id() | FlowKey.VLAN_PRESENT, Fields.VLAN_VID.mask());
        }
        int priority = ((Action.SetVlanPriority) action).priority();
        return new Action.SetField(Fields.VLAN_PCP, priority, Fields.VLAN_PCP.mask());
    }

    private static Action field(Action action, FlowKey flow) {
        if (action instanceof Action.Modify modify) {
            if (isExtension(modify.field())) {
                return new Action.Load(Subfield.of(modify.field()), modify.value());
            }
            return modify.field() == Fields.NW_TOS
                    ? new Action.SetField(Fields.IP_DSCP, modify.value() >> 2, Fields.IP_DSCP.mask())
                    : new Action.SetField(
                            modify.field(), modify.value(), modify.field().mask());
        }
        if (action instanceof Action.ModifyPort modify) {
            boolean udp = flow.get(Slot.NW_PROTO) == FlowKey.UDP;
            Field source = udp ? Fields.UDP_SRC : Fields.TCP_SRC;
            Field target = udp ? Fields.UDP_DST : Fields.TCP_DST;
            return new Action.SetField(modify.source() ? source : target, modify.port(), source.mask());
        }
        if (action instanceof Action.StripVlan) {
            return new Action.StripVlan(true);
        }
        if (action instanceof Action.SetTunnel set) {
            return new Action.SetField(Fields.TUN_ID, set.id(), -1L);
        }
        return action;
    }
}
