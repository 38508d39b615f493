package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.openvswitch.DatapathAction;
import dev.vethlab.kernel.openvswitch.DatapathAction.Translate;
import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.action.ActionReader;
import dev.vethlab.vswitch.action.ActionText;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Slot;
import java.util.StringJoiner;

/** The action that finds the connection of a packet ({@code compose_conntrack_action}). */
final class ConnectionTranslation {

    private static final Slot[] OF_CONNECTIONS = {Slot.CT_STATE, Slot.CT_ZONE, Slot.CT_MARK, Slot.CT_LABEL};

    private final Translation translation;
    private final FlowKey flow;
    private final FlowKey wildcards;

    ConnectionTranslation(Translation translation) {
        this.translation = translation;
        this.flow = translation.flow;
        this.wildcards = translation.wildcards;
    }

    void perform(Action.Track track) {
        int zone = track.zone();
        if (track.zoneSource().isPresent()) {
            zone = (int) track.zoneSource().get().get(flow);
            track.zoneSource().get().mark(wildcards);
        }
        translation.commit.all();
        long markedMark = wildcards.get(Slot.CT_MARK);
        long markedLabel = wildcards.get(Slot.CT_LABEL);
        wildcards.set(Slot.CT_MARK, 0);
        wildcards.set(Slot.CT_LABEL, 0);
        change(track);
        DatapathAction.Track action = new DatapathAction.Track(
                track.commit(),
                track.force(),
                zone,
                flow.getInt(Slot.CT_MARK) & wildcards.getInt(Slot.CT_MARK),
                wildcards.getInt(Slot.CT_MARK),
                flow.get(Slot.CT_LABEL) & wildcards.get(Slot.CT_LABEL),
                wildcards.get(Slot.CT_LABEL),
                track.nat().map(nat -> new Translate(nat.end(), nat.range())));
        translation.commit.add(action, () -> text(track, action));
        wildcards.set(Slot.CT_MARK, markedMark);
        wildcards.set(Slot.CT_LABEL, markedLabel);
        if (track.table() != ActionReader.ANY_TABLE) {
            translation.fork(track.table(), zone, track.nat());
        }
        forget();
        translation.report(
                Trace.Kind.DETAIL, "Sets the packet to an untracked state, and clears all the conntrack fields.");
        translation.tracked = false;
    }

    /** The actions inside: translation is one of them where traces are told. */
    private void change(Action.Track track) {
        if (track.nat().isPresent()) {
            translation.report(Trace.Kind.ACTION, track.nat().get().text());
            if (track.changes().isEmpty()) {
                return;
            }
        }
        translation.perform(track.changes());
    }

    /** {@code format_odp_conntrack_action}. */
    private static String text(Action.Track track, DatapathAction.Track action) {
        StringJoiner text = new StringJoiner(",", "ct(", ")");
        text.setEmptyValue("ct");
        if (action.commit()) {
            text.add(action.force() ? "force_commit" : "commit");
        }
        if (action.zone() != 0) {
            text.add("zone=" + action.zone());
        }
        if (action.markMask() != 0) {
            text.add("mark=" + DatapathText.hex(action.mark()) + "/0x" + Integer.toHexString(action.markMask()));
        }
        if (action.labelMask() != 0) {
            text.add("label=0x" + Long.toHexString(action.label())
                    + (action.labelMask() == -1L ? "" : "/0x" + Long.toHexString(action.labelMask())));
        }
        track.nat().ifPresent(nat -> text.add(nat.text()));
        return text.toString();
    }

    /** {@code compose_ct_clear_action}. */
    void clear() {
        forget();
        translation.tracked = false;
        translation.commit.add(
                new DatapathAction.Untrack(), () -> ActionText.write(new Action.Untrack(), PortNames.NUMBERS));
    }

    /** {@code flow_clear_conntrack}. */
    void forget() {
        for (Slot slot : OF_CONNECTIONS) {
            flow.set(slot, 0);
        }
    }
}
