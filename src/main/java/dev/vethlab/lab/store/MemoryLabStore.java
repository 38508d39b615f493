package dev.vethlab.lab.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
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
import org.jspecify.annotations.Nullable;

/**
 * Labs in the memory of this process; they end with it. Of a lab that nobody has used for a while only the settings and the
 * journal stay, and its machine is built again when somebody asks for it: an idle lab is some kilobytes.
 */
public final class MemoryLabStore implements LabStore {

    private final Cache<String, Lab> labs;

    /** Those that were used a short while ago. */
    private final Cache<String, Lab> awake;

    private final InstantSource clock;
    private final int limit;

    /**
     * @param limit the most labs at a time
     * @param idle how long the machine of a lab that is not used is kept
     */
    public MemoryLabStore(int limit, Duration idle, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
        this.labs = Caffeine.newBuilder()
                .expireAfter(Expiry.<String, Lab>accessing(
                        (id, lab) -> lab.settings().timeToLive()))
                .scheduler(Scheduler.systemScheduler())
                .build();
        this.awake = Caffeine.newBuilder()
                .expireAfterAccess(idle)
                .scheduler(Scheduler.systemScheduler())
                .evictionListener((@Nullable String id, @Nullable Lab lab, RemovalCause cause) -> rest(lab))
                .build();
    }

    private static void rest(@Nullable Lab lab) {
        if (lab != null) {
            lab.rest();
        }
    }

    @Override
    public boolean add(Lab lab) {
        if (labs.estimatedSize() >= limit) {
            labs.cleanUp();
            if (labs.estimatedSize() >= limit) {
                throw new LimitReachedException("labs", limit);
            }
        }
        boolean free = labs.asMap().putIfAbsent(lab.id(), lab) == null;
        if (free) {
            awake.put(lab.id(), lab);
        }
        return free;
    }

    @Override
    public Optional<Lab> find(String id) {
        Lab lab = labs.getIfPresent(id);
        if (lab != null && awake.getIfPresent(id) == null) {
            awake.put(id, lab);
        }
        return Optional.ofNullable(lab);
    }

    @Override
    public boolean remove(String id) {
        awake.invalidate(id);
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
    public long countOf(String owner) {
        return labs.asMap().values().stream()
                .filter(lab -> lab.settings().owner().equals(owner))
                .count();
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
