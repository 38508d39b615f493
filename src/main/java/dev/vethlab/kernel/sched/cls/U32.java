package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.sched.act.Control;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters by any bytes of a packet, in hash tables that may lead to each other (net/sched/cls_u32.c). */
final class U32 extends Classifier {

    private static final int MOST_DEPTH = 8;
    private static final int ROOT = 0xfff00000;
    private static final int KEY = 0xfffff;
    private static final int BUCKET_SHIFT = 12;
    private static final int BUCKET_MASK = 0xff;

    private final U32Table root;

    U32(FilterBlock block, int priority, int protocol) {
        super(block, priority, protocol);
        root = new U32Table(block, block.u32().freeHandle(), 1, priority);
        block.u32().add(root);
    }

    @Override
    public String kind() {
        return "u32";
    }

    @Override
    int classify(Packet packet, Classified result) {
        return walk(root, 0, 0, 0, packet, result, 0);
    }

    /** {@code u32_classify}: looks through a bucket; a rule with a link leads into another table and comes back if nothing fits there. */
    private int walk(
            U32Table table, int bucket, int offset, int headerOffset, Packet packet, Classified result, int depth) {
        for (U32Rule rule : table.bucket(bucket)) {
            if (!rule.fits(packet, offset, headerOffset)) {
                continue;
            }
            U32Table next = rule.next();
            if (next == null) {
                if (rule.options().terminal()) {
                    int verdict = rule.hit(packet, result);
                    if (verdict != Control.UNSPEC) {
                        return verdict;
                    }
                }
                continue;
            }
            if (depth >= MOST_DEPTH) {
                return Control.UNSPEC;
            }
            int verdict = follow(rule, next, offset, packet, result, depth);
            if (verdict != Control.UNSPEC) {
                return verdict;
            }
        }
        return Control.UNSPEC;
    }

    private int follow(U32Rule rule, U32Table next, int offset, Packet packet, Classified result, int depth) {
        U32Options.NextHeader header = rule.options().header();
        int bucket = 0;
        if (next.size() > 1 && header.hashMask() != 0 && packet.has(offset + header.hashAt())) {
            bucket = fold(packet.word(offset + header.hashAt()), header.hashMask()) & next.size() - 1;
        }
        int to = offset;
        int headerOffset = 0;
        if (header.isVariable() || header.isFixed()) {
            headerOffset = header.plus();
            if (header.isVariable() && packet.has(offset + header.at())) {
                headerOffset += (packet.word(offset + header.at()) >>> 16 & header.mask()) >> header.shift();
            }
            headerOffset &= ~3;
        }
        if (header.eat()) {
            to += headerOffset;
            headerOffset = 0;
        }
        return to < packet.length() ? walk(next, bucket, to, headerOffset, packet, result, depth + 1) : Control.UNSPEC;
    }

    /** {@code u32_hash_fold}. */
    private static int fold(int word, int mask) {
        return (word & mask) >>> Integer.numberOfTrailingZeros(mask);
    }

    @Override
    @Nullable
    Filter find(int handle) {
        U32Table table = (handle & ROOT) == ROOT ? root : block.u32().find(handle);
        if (table == null) {
            return null;
        }
        return (handle & KEY) == 0 ? table : table.find(bucketOf(handle), handle & U32Table.NODE);
    }

    private static int bucketOf(int handle) {
        return handle >>> BUCKET_SHIFT & BUCKET_MASK;
    }

    @Override
    void change(int handle, @Nullable Filter existing, @Nullable FilterOptions given) throws KernelException {
        if (given == null) {
            if (handle != 0) {
                throw new KernelException(Errno.EINVAL, "Filter handle requires options");
            }
            return;
        }
        U32Options options = (U32Options) given;
        if (existing != null) {
            if (existing instanceof U32Table) {
                throw new KernelException(Errno.EINVAL, "Key node id cannot be zero");
            }
            lead((U32Rule) existing, options);
        } else if (options.divisor().isPresent()) {
            addTable(handle, options.divisor().getAsInt());
        } else {
            addRule(handle, options);
        }
    }

    private void addTable(int handle, int divisor) throws KernelException {
        if ((handle & KEY) != 0) {
            throw new KernelException(Errno.EINVAL, "Divisor can only be used on a hash table");
        }
        if (handle != 0 && block.u32().find(handle) != null) {
            throw new KernelException(Errno.ENOSPC);
        }
        int number = handle == 0 ? block.u32().freeHandle() : handle;
        block.u32().add(new U32Table(block, number, divisor, priority()));
    }

    private void addRule(int handle, U32Options options) throws KernelException {
        U32Table table = root;
        int bucket = 0;
        if (options.table() != 0) {
            bucket = bucketOf(options.table());
            if ((options.table() & U32Table.TABLE) != ROOT) {
                table = block.u32().find(options.table());
                if (table == null) {
                    throw new KernelException(Errno.EINVAL, "Specified hash table not found");
                }
            }
        }
        if (bucket >= table.size()) {
            throw new KernelException(Errno.EINVAL, "Specified hash table buckets exceed configured value");
        }
        if ((handle & U32Table.TABLE) != 0 && (handle & U32Table.TABLE) != table.handle()) {
            throw new KernelException(Errno.EINVAL, "Handle specified hash table address mismatch");
        }
        int node = table.nodeFor(handle & U32Table.NODE, bucket);
        if (!options.hasSelector()) {
            throw new KernelException(Errno.EINVAL, "Selector not specified");
        }
        U32Rule rule = new U32Rule(block, table.handle() | bucket << BUCKET_SHIFT | node, options);
        lead(rule, options);
        table.add(bucket, rule);
    }

    private void lead(U32Rule rule, U32Options options) throws KernelException {
        U32Table next = null;
        if (options.link().isPresent() && options.link().getAsInt() != 0) {
            int link = options.link().getAsInt();
            if ((link & KEY) != 0) {
                throw new KernelException(Errno.EINVAL, "u32 Link handle must be a hash table");
            }
            next = block.u32().find(link);
            if (next == null) {
                throw new KernelException(Errno.EINVAL, "Link hash table not found");
            }
        }
        rule.lead(options);
        rule.set(options, next);
    }

    @Override
    void delete(Filter filter) throws KernelException {
        if (filter instanceof U32Table) {
            if (filter == root) {
                throw new KernelException(Errno.EINVAL, "Not allowed to delete root node");
            }
            if (!((U32Table) filter).isEmpty()) {
                throw new KernelException(Errno.EBUSY, "Can not delete in-use filter");
            }
            block.u32().remove((U32Table) filter);
            return;
        }
        for (U32Table table : block.u32().all()) {
            for (int bucket = 0; bucket < table.size(); bucket++) {
                if (table.bucket(bucket).remove(filter)) {
                    filter.release();
                }
            }
        }
    }

    @Override
    public List<Filter> filters() {
        List<Filter> all = new ArrayList<>();
        for (U32Table table : block.u32().all()) {
            if (table.priority() == priority()) {
                all.add(table);
                for (int bucket = 0; bucket < table.size(); bucket++) {
                    all.addAll(table.bucket(bucket));
                }
            }
        }
        return all;
    }

    @Override
    boolean isEmpty() {
        return filters().size() == 1;
    }

    @Override
    void destroy() {
        super.destroy();
        List.copyOf(block.u32().all()).stream()
                .filter(table -> table.priority() == priority())
                .forEach(block.u32()::remove);
    }
}
