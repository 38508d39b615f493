package dev.vethlab.kernel.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel was built with. vethlab is held to two builds: a lean one that has bridges, but no VLANs, and a distribution's that has
 * everything. Which of them a machine runs shows when it is asked for something that only the complete one has: until then it is the lean
 * one, and from then on bridges, say, are in VLANs, as if they had been all along.
 */
public final class KernelBuild {

    private final List<Runnable> waiting = new ArrayList<>();
    private boolean complete;

    KernelBuild() {}

    /** Whether it has everything. */
    public boolean isComplete() {
        return complete;
    }

    /** Something is asked for that only a complete kernel has. */
    public void complete() {
        if (!complete) {
            complete = true;
            List.copyOf(waiting).forEach(Runnable::run);
            waiting.clear();
        }
    }

    /** Has something done as soon as the kernel turns out to be complete; at once where it is. */
    public void whenComplete(Runnable action) {
        if (complete) {
            action.run();
        } else {
            waiting.add(action);
        }
    }

    /** Takes an action back that {@link #whenComplete} still keeps. */
    public void forget(Runnable action) {
        waiting.remove(action);
    }
}
