package dev.vethlab.kernel.sched.cls;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Classifiers by rising priority ({@code struct tcf_chain}). */
public final class FilterChain {

    private static final int FIRST_PRIORITY = 0xc000;

    private final FilterBlock block;
    private final int index;
    private List<Classifier> classifiers = List.of();

    FilterChain(FilterBlock block, int index) {
        this.block = block;
        this.index = index;
    }

    public int index() {
        return index;
    }

    public List<Classifier> classifiers() {
        return classifiers;
    }

    /** The priority of a filter for which none was asked for: before all others ({@code tcf_auto_prio}). */
    int freePriority() {
        return classifiers.isEmpty() ? FIRST_PRIORITY : classifiers.get(0).priority() - 1;
    }

    @Nullable
    Classifier at(int priority) {
        for (Classifier classifier : classifiers) {
            if (classifier.priority() == priority) {
                return classifier;
            }
        }
        return null;
    }

    void add(Classifier added) {
        List<Classifier> longer = new ArrayList<>(classifiers);
        int at = 0;
        while (at < longer.size() && longer.get(at).priority() < added.priority()) {
            at++;
        }
        longer.add(at, added);
        classifiers = List.copyOf(longer);
    }

    void remove(Classifier going) {
        List<Classifier> shorter = new ArrayList<>(classifiers);
        shorter.remove(going);
        classifiers = List.copyOf(shorter);
        going.destroy();
        if (classifiers.isEmpty()) {
            block.forget(this);
        }
    }

    void flush() {
        List<Classifier> going = classifiers;
        classifiers = List.of();
        going.forEach(Classifier::destroy);
        block.forget(this);
    }
}
