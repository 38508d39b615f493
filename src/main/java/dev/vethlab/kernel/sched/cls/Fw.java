package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Filters by the mark that a firewall gave a packet: the filter's number (net/sched/cls_fw.c). */
public final class Fw extends Classifier {

    private static final int BUCKETS = 256;

    /** One mark. */
    public static final class Mark extends Filter {

        private Optional<String> device = Optional.empty();

        Mark(FilterBlock block, int handle) {
            super(block, handle);
        }

        /** The name of the device that packets must have come by. */
        public Optional<String> device() {
            return device;
        }

        @Override
        String inWords() {
            return "the filter for the mark " + Integer.toUnsignedString(handle());
        }
    }

    private int mask = -1;
    private boolean made;
    private final List<List<Mark>> buckets = new ArrayList<>();

    Fw(FilterBlock block, int priority, int protocol) {
        super(block, priority, protocol);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            buckets.add(List.of());
        }
    }

    @Override
    public String kind() {
        return "fw";
    }

    /** Which bits of marks count. */
    public int mask() {
        return mask;
    }

    @Override
    int classify(Packet packet, Classified result) {
        int mark = packet.skb.mark & mask;
        for (Mark filter : bucket(mark)) {
            if (filter.handle() == mark && cameBy(filter, packet)) {
                int verdict = filter.hit(packet, result);
                if (verdict != Control.UNSPEC) {
                    return verdict;
                }
            }
        }
        return Control.UNSPEC;
    }

    private static boolean cameBy(Mark filter, Packet packet) {
        return filter.device.isEmpty()
                || packet.skb
                        .dev
                        .net()
                        .devices()
                        .byName(filter.device.get())
                        .filter(device -> device.index() == packet.skb.iif)
                        .isPresent();
    }

    @Override
    void change(int handle, @Nullable Filter existing, @Nullable FilterOptions given) throws KernelException {
        if (given == null) {
            if (handle != 0) {
                throw new KernelException(Errno.EINVAL);
            }
            return;
        }
        FwOptions options = (FwOptions) given;
        if (existing == null && handle == 0) {
            throw new KernelException(Errno.EINVAL);
        }
        if (made && options.mask().orElse(-1) != mask) {
            throw new KernelException(Errno.EINVAL);
        }
        Mark filter = existing == null ? new Mark(block, handle) : (Mark) existing;
        filter.lead(options);
        filter.device = options.device();
        if (!made) {
            made = true;
            mask = options.mask().orElse(-1);
        }
        if (existing == null) {
            List<Mark> longer = new ArrayList<>(bucket(handle));
            longer.add(0, filter);
            buckets.set(number(handle), longer);
        }
    }

    private List<Mark> bucket(int handle) {
        return buckets.get(number(handle));
    }

    /** {@code fw_hash}. */
    private static int number(int handle) {
        int folded = handle ^ handle >>> 16;
        return (folded ^ folded >>> 8) % BUCKETS & BUCKETS - 1;
    }

    @Override
    void delete(Filter filter) {
        List<Mark> shorter = new ArrayList<>(bucket(filter.handle()));
        shorter.remove(filter);
        buckets.set(number(filter.handle()), shorter);
        filter.release();
    }

    @Override
    public List<Filter> filters() {
        List<Filter> all = new ArrayList<>();
        buckets.forEach(all::addAll);
        return all;
    }
}
