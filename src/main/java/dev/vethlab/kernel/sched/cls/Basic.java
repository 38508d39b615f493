package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.Control;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters that every packet fits, as no extended matches are simulated (net/sched/cls_basic.c). */
final class Basic extends Classifier {

    private static final class Rule extends Filter {

        Rule(FilterBlock block, int handle) {
            super(block, handle);
        }

        @Override
        String inWords() {
            return "the filter basic";
        }
    }

    private List<Filter> rules = List.of();

    Basic(FilterBlock block, int priority, int protocol) {
        super(block, priority, protocol);
    }

    @Override
    public String kind() {
        return "basic";
    }

    @Override
    int classify(Packet packet, Classified result) {
        for (Filter rule : rules) {
            int verdict = rule.hit(packet, result);
            if (verdict != Control.UNSPEC) {
                return verdict;
            }
        }
        return Control.UNSPEC;
    }

    @Override
    void change(int handle, @Nullable Filter existing, @Nullable FilterOptions options) throws KernelException {
        if (options == null) {
            throw new KernelException(Errno.EINVAL);
        }
        if (existing != null) {
            existing.lead(options);
            return;
        }
        int number = handle;
        while (number == 0 || handle == 0 && find(number) != null) {
            number++;
        }
        Filter made = new Rule(block, number);
        made.lead(options);
        List<Filter> longer = new ArrayList<>(rules);
        longer.add(made);
        rules = List.copyOf(longer);
    }

    @Override
    void delete(Filter filter) {
        List<Filter> shorter = new ArrayList<>(rules);
        shorter.remove(filter);
        rules = List.copyOf(shorter);
        filter.release();
    }

    @Override
    public List<Filter> filters() {
        return rules;
    }
}
