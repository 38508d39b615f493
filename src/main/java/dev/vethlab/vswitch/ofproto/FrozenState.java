package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.flow.FlowKey;
import java.util.List;

/**
 * Where the way of a packet goes on that the datapath looks at once more ({@code struct frozen_state}).
 *
 * @param table the table to look in, where no actions are left to do
 * @param metadata what of the packet the datapath does not know: registers, metadata, the port and tunnel that it came by
 * @param tracked whether what tracking has found is to be believed
 * @param actions what is left to do
 */
record FrozenState(Bridge bridge, int table, FlowKey metadata, boolean tracked, List<Step> actions) {

    /** An action, and the table that its flow is in. */
    record Step(Action action, int table) {}
}
