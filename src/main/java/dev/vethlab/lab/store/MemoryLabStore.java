package dev.vethlab.lab.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LimitReachedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Labs in the memory of this process; they end with it. */
public final class MemoryLabStore implements LabStore {

    private final Cache<String, Lab> labs;
    private final InstantSource clock;
    private final int limit;

    /**
     * @param limit the most labs at a time
     */
    public MemoryLabStore(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
        this.labs = Caffeine.newBuilder()
                .expireAfter(Expiry.<String, Lab>accessing(
                        (id, lab) -> lab.settings().timeToLive()))
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    @Override
    public boolean add(Lab lab) {
        if (labs.estimatedSize() >= limit) {
            labs.cleanUp();
            if (labs.estimatedSize() >= limit) {
                throw new LimitReachedException("labs", limit);
            }
        }
        return labs.asMap().putIfAbsent(lab.id(), lab) == null;
    }

    @Override
    public Optional<Lab> find(String id) {
        return Optional.ofNullable(labs.getIfPresent(id));
    }

    @Override
    public boolean remove(String id) {
        return labs.asMap().remove(id) != null;
    }

    @Override
    public List<LabSummary> all() {
        return labs.asMap().values().stream()
                .sorted(Comparator.comparing(Lab::createdAt).thenComparing(Lab::id))
                .map(lab -> LabSummary.of(lab, expiresAt(lab)))
                .toList();
    }

    @Override
    public long count() {
        labs.cleanUp();
        return labs.estimatedSize();
    }

    @Override
    public Instant expiresAt(Lab lab) {
        Instant now = clock.instant();
        return labs.policy()
                .expireVariably()
                .flatMap(policy -> {
                    var left = policy.getExpiresAfter(lab.id(), TimeUnit.NANOSECONDS);
                    return left.isPresent() ? Optional.of(left.getAsLong()) : Optional.empty();
                })
                .map(left -> now.plus(Duration.ofNanos(left)))
                .orElse(now);
    }

    @Override
    public void check() {
        // memory is always there
    }
}
