package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.flow.FlowMatch;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request about flows ({@code struct ofputil_flow_mod}).
 *
 * @param table the table, {@link #ANY_TABLE} for all of them, or for table 0 where a flow is added
 * @param cookie the cookie that a flow is to have; empty where one that is changed keeps its own
 * @param cookieValue with its mask, which flows are meant
 * @param outPort only flows that send by this port are meant, where one is given
 * @param outGroup only flows that use this group are meant, where one is given
 */
public record FlowMod(
        Command command,
        int table,
        int priority,
        FlowMatch match,
        List<Action> actions,
        OptionalLong cookie,
        long cookieValue,
        long cookieMask,
        OptionalInt outPort,
        OptionalLong outGroup,
        FlowSettings settings) {

    public static final int ANY_TABLE = 255;

    /** What is asked for. */
    public enum Command {
        ADD,
        MODIFY,
        MODIFY_STRICT,
        DELETE,
        DELETE_STRICT
    }
}
