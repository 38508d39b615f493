package dev.vethlab.tool.ovs.ofctl;

import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.flow.Field;
import dev.vethlab.vswitch.flow.FlowException;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.FlowMatch;
import dev.vethlab.vswitch.flow.Slot;
import dev.vethlab.vswitch.ofproto.FlowMod;
import java.util.List;
import java.util.function.Consumer;

/** Whether actions make sense for the packets that a match is for ({@code ofpacts_check}). */
final class ActionCheck {

    private ActionCheck() {}

    /**
     * Refuses what makes no sense.
     *
     * @param protocol the version of OpenFlow that is spoken, 10 to 15
     * @param laterOnly whether something else is asked for that OpenFlow 1.0 cannot say
     */
    static void check(
            List<Action> actions, FlowMatch match, int table, int protocol, boolean laterOnly, Consumer<String> log) {
        boolean later = protocol > OfctlOptions.EARLY;
        FlowKey known = match.value().copy();
        for (Action action : actions) {
            if (action instanceof Action.PushVlan || action instanceof Action.SetVlanId) {
                known.or(Slot.VLAN_TCI, FlowKey.VLAN_PRESENT);
            } else if (action instanceof Action.StripVlan) {
                refuseUnless(!later || known.isTagged(), actions, protocol, laterOnly);
                known.set(Slot.VLAN_TCI, 0);
            } else if (action instanceof Action.SetField set) {
                require(set.field(), known, "set_field", log);
                if (set.field().slot() == Slot.VLAN_TCI) {
                    known.or(Slot.VLAN_TCI, FlowKey.VLAN_PRESENT);
                }
            } else if (action instanceof Action.Load load) {
                require(load.target().field(), known, "load", log);
            } else if (action instanceof Action.Move move) {
                require(move.source().field(), known, "move", log);
                require(move.target().field(), known, "move", log);
            } else if (action instanceof Action.GotoTable target) {
                if (table != FlowMod.ANY_TABLE && target.table() <= table) {
                    throw invalid("OFPBIC_BAD_TABLE_ID");
                }
            } else if (action instanceof Action.Track track) {
                if (!known.isIp()) {
                    throw invalid("OFPBAC_MATCH_INCONSISTENT");
                }
                if (!track.commit()
                        && (track.nat().stream().anyMatch(nat -> nat.end().isPresent())
                                || !track.changes().isEmpty())) {
                    log.accept("ofp_actions|WARN|CT action requires commit flag if actions other than NAT without"
                            + " arguments are specified.");
                    throw invalid("OFPBAC_BAD_ARGUMENT");
                }
            } else {
                refuseUnless(!later || isConsistent(action, known), actions, protocol, laterOnly);
            }
        }
    }

    /** Later versions want to know of what an action changes that it is there. */
    private static boolean isConsistent(Action action, FlowKey known) {
        if (action instanceof Action.Modify modify) {
            return modify.field().prerequisite().holds(known);
        }
        return !(action instanceof Action.DecrementTtl || action instanceof Action.ModifyPort) || known.isIp();
    }

    /** Actions that do not fit the match can be said in the old formats only ({@code inconsistent_match}). */
    private static void refuseUnless(boolean fits, List<Action> actions, int protocol, boolean laterOnly) {
        if (!fits && laterOnly) {
            throw invalid("OFPBAC_MATCH_INCONSISTENT");
        }
        if (!fits) {
            boolean extended = actions.stream()
                    .anyMatch(action -> action instanceof Action.SetField
                            || action instanceof Action.Load
                            || action instanceof Action.Move
                            || action instanceof Action.Learn);
            throw new FlowException("none of the usable flow formats (" + (extended ? "NXM" : "OpenFlow10,NXM")
                    + ") is among the allowed flow formats ("
                    + (protocol == 11 ? "OpenFlow11" : "OXM-OpenFlow" + protocol) + ")");
        }
    }

    private static void require(Field field, FlowKey known, String action, Consumer<String> log) {
        if (!field.prerequisite().holds(known)) {
            log.accept("ofp_actions|WARN|" + action + " " + field.name() + " lacks correct prerequisites");
            throw invalid("OFPBAC_MATCH_INCONSISTENT");
        }
    }

    private static FlowException invalid(String error) {
        return new FlowException("actions are invalid with specified match (" + error + ")");
    }
}
