package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import org.jspecify.annotations.Nullable;

/** Requests about the filters of a block ({@code tc_new_tfilter}, {@code tc_del_tfilter}). */
public final class FilterChange {

    private final FilterBlock block;
    private final FilterRequest request;

    public FilterChange(FilterBlock block, FilterRequest request) {
        this.block = block;
        this.request = request;
    }

    /**
     * Refuses what cannot be meant, whatever there is.
     *
     * @throws KernelException ENOENT
     */
    public static void check(FilterRequest request) throws KernelException {
        if (request.priority == 0 && !request.create) {
            throw new KernelException(Errno.ENOENT, "Invalid filter command with priority of zero");
        }
    }

    /** Makes or changes a filter. */
    public void apply() throws KernelException {
        boolean isNewChain = !block.hasChain(request.chain);
        FilterChain chain = block.chain(request.chain);
        try {
            apply(chain);
        } finally {
            if (isNewChain && chain.classifiers().isEmpty()) {
                block.forget(chain);
            }
        }
    }

    private void apply(FilterChain chain) throws KernelException {
        Classifier known = request.priority == 0 ? null : chain.at(request.priority);
        if (known != null && request.protocol != 0 && known.protocol() != request.protocol) {
            throw new KernelException(Errno.ENOSPC, "Filter with specified priority/protocol not found");
        }
        Classifier classifier = known != null ? known : make(chain);
        if (!request.kind.isEmpty() && !classifier.kind().equals(request.kind)) {
            throw new KernelException(Errno.EINVAL, "Specified filter kind does not match existing one");
        }
        Filter filter = classifier.find(request.handle);
        if (filter == null && !request.create) {
            throw new KernelException(Errno.ENOENT, "Need both RTM_NEWTFILTER and NLM_F_CREATE to create a new filter");
        }
        if (filter != null && request.exclusive) {
            throw new KernelException(Errno.EEXIST, "Filter already exists");
        }
        try {
            classifier.change(request.handle, filter, request.options);
        } catch (KernelException refusal) {
            if (known == null) {
                classifier.destroy();
            }
            throw refusal;
        }
        if (known == null) {
            chain.add(classifier);
        }
    }

    private Classifier make(FilterChain chain) throws KernelException {
        if (request.kind.isEmpty() || request.protocol == 0) {
            throw new KernelException(Errno.EINVAL, "Filter kind and protocol must be specified");
        }
        if (!request.create) {
            throw new KernelException(Errno.ENOENT, "Need both RTM_NEWTFILTER and NLM_F_CREATE to create a new filter");
        }
        int priority = request.priority == 0 ? chain.freePriority() : request.priority;
        return switch (request.kind) {
            case "basic" -> new Basic(block, priority, request.protocol);
            case "flower" -> new Flower(block, priority, request.protocol);
            case "fw" -> new Fw(block, priority, request.protocol);
            case "matchall" -> new Matchall(block, priority, request.protocol);
            case "u32" -> new U32(block, priority, request.protocol);
            default -> throw new KernelException(Errno.ENOENT, "TC classifier not found");
        };
    }

    /** Takes filters away: all of a chain, all of a priority, or one. */
    public void delete() throws KernelException {
        if (request.priority == 0 && (request.protocol != 0 || request.handle != 0 || !request.kind.isEmpty())) {
            throw new KernelException(Errno.ENOENT, "Cannot flush filters with protocol, handle or kind set");
        }
        if (!block.hasChain(request.chain)) {
            if (request.priority == 0) {
                return;
            }
            throw new KernelException(Errno.ENOENT, "Cannot find specified filter chain");
        }
        FilterChain chain = block.chain(request.chain);
        if (request.priority == 0) {
            chain.flush();
            return;
        }
        delete(chain, chain.at(request.priority));
    }

    private void delete(FilterChain chain, @Nullable Classifier classifier) throws KernelException {
        if (classifier == null || request.protocol != 0 && classifier.protocol() != request.protocol) {
            throw new KernelException(Errno.ENOENT, "Filter with specified priority/protocol not found");
        }
        if (!request.kind.isEmpty() && !classifier.kind().equals(request.kind)) {
            throw new KernelException(Errno.EINVAL, "Specified filter kind does not match existing one");
        }
        if (request.handle == 0) {
            chain.remove(classifier);
            return;
        }
        Filter filter = classifier.find(request.handle);
        if (filter == null) {
            throw new KernelException(Errno.ENOENT, "Specified filter handle not found");
        }
        classifier.delete(filter);
        if (classifier.isEmpty()) {
            chain.remove(classifier);
        }
    }
}
