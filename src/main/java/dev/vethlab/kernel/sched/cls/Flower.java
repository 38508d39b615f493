package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.Control;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Filters by the fields of packets (net/sched/cls_flower.c); those that compare the same bits are asked together. */
public final class Flower extends Classifier {

    /** A filter by fields. */
    public static final class Rule extends Filter {

        private FlowerOptions options;

        Rule(FilterBlock block, int handle, FlowerOptions options) {
            super(block, handle);
            this.options = options;
        }

        /** What it was made with. */
        public FlowerOptions options() {
            return options;
        }

        private Map<FlowerField, Long> mask() {
            Map<FlowerField, Long> mask = new EnumMap<>(FlowerField.class);
            options.fields().forEach((field, masked) -> mask.put(field, masked.mask()));
            options.ranges().forEach((field, range) -> mask.put(field, field.allBits()));
            return mask;
        }

        private boolean hasMaskOf(FlowerOptions others) {
            return mask().equals(new Rule(block(), 0, others).mask());
        }

        private boolean isSameAs(FlowerOptions others) {
            return hasMaskOf(others)
                    && options.ranges().equals(others.ranges())
                    && options.device().equals(others.device())
                    && others.fields().entrySet().stream().allMatch(entry -> {
                        FlowerOptions.Masked mine = options.fields().get(entry.getKey());
                        FlowerOptions.Masked other = entry.getValue();
                        return mine != null && (mine.value() & mine.mask()) == (other.value() & other.mask());
                    });
        }

        private boolean fits(Packet packet) {
            FlowKey key = packet.flow();
            for (Map.Entry<FlowerField, FlowerOptions.Masked> entry :
                    options.fields().entrySet()) {
                FlowerOptions.Masked masked = entry.getValue();
                if (((key.get(entry.getKey()) ^ masked.value()) & masked.mask()) != 0) {
                    return false;
                }
            }
            for (Map.Entry<FlowerField, FlowerOptions.Range> entry :
                    options.ranges().entrySet()) {
                long value = key.get(entry.getKey());
                if (value < entry.getValue().least() || value > entry.getValue().most()) {
                    return false;
                }
            }
            Optional<String> device = options.device();
            return device.isEmpty()
                    || packet.skb
                            .dev
                            .net()
                            .devices()
                            .byName(device.get())
                            .filter(found -> found.index() == packet.skb.iif)
                            .isPresent();
        }

        @Override
        String inWords() {
            return "the filter flower 0x" + Integer.toHexString(handle());
        }
    }

    private final List<Rule> rules = new ArrayList<>();

    /** The same rules, those with the same mask together, masks in the order in which they came. */
    private List<Rule> byMask = List.of();

    Flower(FilterBlock block, int priority, int protocol) {
        super(block, priority, protocol);
    }

    @Override
    public String kind() {
        return "flower";
    }

    @Override
    int classify(Packet packet, Classified result) {
        Map<FlowerField, Long> asked = null;
        for (Rule rule : byMask) {
            if (asked != null && rule.mask().equals(asked)) {
                continue;
            }
            if (rule.fits(packet)) {
                int verdict = rule.hit(packet, result);
                if (verdict != Control.UNSPEC) {
                    return verdict;
                }
                asked = rule.mask();
            }
        }
        return Control.UNSPEC;
    }

    @Override
    void change(int handle, @Nullable Filter existing, @Nullable FilterOptions given) throws KernelException {
        if (given == null) {
            throw new KernelException(Errno.EINVAL);
        }
        FlowerOptions options = (FlowerOptions) given;
        for (Rule rule : rules) {
            if (rule != existing && rule.isSameAs(options)) {
                throw new KernelException(Errno.EEXIST);
            }
        }
        if (existing != null) {
            if (!((Rule) existing).hasMaskOf(options)) {
                throw new KernelException(Errno.EINVAL);
            }
            existing.lead(options);
            ((Rule) existing).options = options;
        } else {
            int number = handle == 0 ? 1 : handle;
            while (handle == 0 && find(number) != null) {
                number++;
            }
            Rule rule = new Rule(block, number, options);
            rule.lead(options);
            rules.add(rule);
            rules.sort(Comparator.comparing(Rule::handle, Integer::compareUnsigned));
        }
        arrange(
                existing == null
                        ? rules.stream().filter(rule -> !byMask.contains(rule)).toList()
                        : List.of());
    }

    private void arrange(List<Rule> added) {
        List<Rule> order = new ArrayList<>(byMask);
        order.retainAll(rules);
        for (Rule rule : added) {
            int at = order.size();
            for (int i = 0; i < order.size(); i++) {
                if (order.get(i).mask().equals(rule.mask())) {
                    at = i + 1;
                }
            }
            order.add(at, rule);
        }
        byMask = List.copyOf(order);
    }

    @Override
    void delete(Filter filter) {
        rules.remove(filter);
        filter.release();
        arrange(List.of());
    }

    @Override
    public List<Filter> filters() {
        return List.copyOf(rules);
    }
}
