package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.ActionList;
import dev.vethlab.kernel.sched.act.Control;
import java.util.OptionalInt;

/** One rule of a classifier: what it leads to ({@code tcf_exts}, {@code tcf_result}). */
public abstract class Filter {

    private final FilterBlock block;
    private final int handle;
    private OptionalInt classId = OptionalInt.empty();
    private ActionList actions = ActionList.NONE;
    private long hits;

    Filter(FilterBlock block, int handle) {
        this.block = block;
        this.handle = handle;
    }

    /** Takes over what it leads to. */
    final void lead(FilterOptions options) throws KernelException {
        ActionList made = ActionList.make(block.net(), options.actions());
        release();
        classId = options.classId();
        actions = made;
        if (classId.isPresent()) {
            block.binding().bind(classId.getAsInt(), 1);
        }
    }

    /** Lets go of what it leads to. */
    final void release() {
        if (classId.isPresent()) {
            block.binding().bind(classId.getAsInt(), -1);
        }
        classId = OptionalInt.empty();
        actions.release();
        actions = ActionList.NONE;
    }

    /** A packet fits: notes its class, does what is to be done, and says what becomes of it. */
    final int hit(Packet packet, Classified result) {
        hits++;
        result.classId = classId.orElse(0);
        result.by = this;
        return actions.isEmpty() ? Control.OK : actions.run(packet.skb, packet.incoming);
    }

    final FilterBlock block() {
        return block;
    }

    /** Its number, 0 for what has none. */
    public int handle() {
        return handle;
    }

    public OptionalInt classId() {
        return classId;
    }

    public ActionList actions() {
        return actions;
    }

    /** How many packets fitted. */
    public long hits() {
        return hits;
    }

    /** What it is, for explanations. */
    abstract String inWords();
}
