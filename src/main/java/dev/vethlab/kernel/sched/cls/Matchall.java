package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.Control;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every packet fits (net/sched/cls_matchall.c). */
final class Matchall extends Classifier {

    private static final class All extends Filter {

        All(FilterBlock block, int handle) {
            super(block, handle);
        }

        @Override
        String inWords() {
            return "the filter matchall";
        }
    }

    private @Nullable Filter only;

    Matchall(FilterBlock block, int priority, int protocol) {
        super(block, priority, protocol);
    }

    @Override
    public String kind() {
        return "matchall";
    }

    @Override
    int classify(Packet packet, Classified result) {
        return only == null ? Control.UNSPEC : only.hit(packet, result);
    }

    @Override
    void change(int handle, @Nullable Filter existing, @Nullable FilterOptions options) throws KernelException {
        if (options == null) {
            throw new KernelException(Errno.EINVAL);
        }
        if (only != null) {
            throw new KernelException(Errno.EEXIST);
        }
        Filter made = new All(block, handle == 0 ? 1 : handle);
        made.lead(options);
        only = made;
    }

    @Override
    void delete(Filter filter) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP);
    }

    @Override
    public List<Filter> filters() {
        return only == null ? List.of() : List.of(only);
    }
}
