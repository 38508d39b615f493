package dev.vethlab.web.admission;

import dev.vethlab.web.settings.RequestSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whether there is memory left for labs to grow. Limits bound each lab; all labs together may still be more than the heap has room
 * for. Before it is full, what lets labs grow is refused, and reading and deleting go on: that is better than the end of them all.
 */
@Component
final class Headroom {

    /** What makes no lab larger. */
    private static final Set<String> SPARING = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

    private static final int ALL = 100;

    /** What was deleted is free only behind the next collection, which a service that refuses everything might never come to. */
    private static final long BETWEEN_COLLECTIONS_NS = 5_000_000_000L;

    private final int most;
    private final Supplier<@Nullable MemoryUsage> afterCollection;
    private final Runnable collection;
    private final AtomicLong collectedAt = new AtomicLong(System.nanoTime() - BETWEEN_COLLECTIONS_NS);

    @Autowired
    Headroom(RequestSettings settings) {
        this(settings, survivors()::getCollectionUsage, System::gc);
    }

    Headroom(RequestSettings settings, Supplier<@Nullable MemoryUsage> afterCollection, Runnable collection) {
        this.collection = collection;
        this.most = settings.heapPercent();
        this.afterCollection = afterCollection;
    }

    /** Where objects are that stay: the largest part of the heap whose use is known after each collection. */
    private static MemoryPoolMXBean survivors() {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
        return pools.stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
                .orElse(pools.get(0));
    }

    /** Whether a request of a verb has to be refused for want of memory. */
    boolean isShortFor(String verb) {
        return !SPARING.contains(verb) && isShort() && isShortAfterCollection();
    }

    private boolean isShort() {
        MemoryUsage usage = afterCollection.get();
        return usage != null && usage.getMax() > 0 && usage.getUsed() > usage.getMax() / ALL * most;
    }

    private boolean isShortAfterCollection() {
        long last = collectedAt.get();
        long now = System.nanoTime();
        if (now - last < BETWEEN_COLLECTIONS_NS || !collectedAt.compareAndSet(last, now)) {
            return true;
        }
        collection.run();
        return isShort();
    }
}
