package dev.vethlab.kernel.sched.act;

import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.List;

/** The actions of a filter, one after the other ({@code struct tcf_exts}). */
public final class ActionList {

    /** No action at all. */
    public static final ActionList NONE = new ActionList(List.of());

    private static final int MOST_JUMPS = 16;

    private final List<Action> actions;

    private ActionList(List<Action> actions) {
        this.actions = actions;
    }

    /**
     * Makes the actions that a filter asks for ({@code tcf_exts_validate}).
     *
     * @throws KernelException what one of them refuses; none is there then
     */
    public static ActionList make(NetNamespace net, List<ActionSpec> specs) throws KernelException {
        List<Action> made = new ArrayList<>();
        try {
            for (ActionSpec spec : specs) {
                Action action = ActionTable.of(net).get(spec);
                action.bind();
                made.add(action);
            }
        } catch (KernelException refusal) {
            made.forEach(action -> action.release(true));
            throw refusal;
        }
        return new ActionList(List.copyOf(made));
    }

    public boolean isEmpty() {
        return actions.isEmpty();
    }

    public List<Action> all() {
        return actions;
    }

    /** Does them to a packet, and says what becomes of it ({@code tcf_action_exec}). */
    public int run(Skb skb, boolean incoming) {
        int jumps = 0;
        int result = Control.OK;
        int at = 0;
        while (at < actions.size()) {
            result = actions.get(at).run(skb, incoming);
            at++;
            if (Control.isJump(result)) {
                int to = result & Control.VALUE;
                if (to == 0 || to > actions.size() || ++jumps > MOST_JUMPS) {
                    return Control.OK;
                }
                at = to;
            } else if (result != Control.PIPE) {
                return result;
            }
        }
        return result;
    }

    /** Lets go of them. */
    public void release() {
        actions.forEach(action -> action.release(true));
    }
}
