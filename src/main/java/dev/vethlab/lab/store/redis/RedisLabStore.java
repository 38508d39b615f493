package dev.vethlab.lab.store.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.vethlab.lab.Ids;
import dev.vethlab.lab.JournalEntry;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabGoneException;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.store.LabStore;
import dev.vethlab.lab.store.LabSummary;
import dev.vethlab.lab.store.redis.LabScripts.Creation;
import dev.vethlab.lab.store.redis.LabScripts.Opened;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Labs in Redis, served by any of several instances. Each instance has copies of the labs that it was asked for last, and
 * looks at each request whether they are still what Redis has.
 */
public final class RedisLabStore implements LabStore {

    private final LabScripts redis;
    private final LabLimits limits;
    private final int mostLabs;
    private final RedisSettings settings;
    private final InstantSource clock;

    /** The copies that are kept for the next request. */
    private final Cache<String, KeptLab> resident;

    /** All copies that somebody still has: a lab has one copy at a time, as long as one of its listeners is there. */
    private final Cache<String, KeptLab> known =
            Caffeine.newBuilder().weakValues().build();

    /**
     * @param limits of each lab; all instances have to have the same
     * @param mostLabs the most labs at a time, of all instances together
     */
    public RedisLabStore(
            StringRedisTemplate redis, RedisSettings settings, LabLimits limits, int mostLabs, InstantSource clock) {
        this.redis = new LabScripts(redis, settings.keys());
        this.limits = limits;
        this.mostLabs = mostLabs;
        this.settings = settings;
        this.clock = clock;
        this.resident = Caffeine.newBuilder()
                .maximumSize(settings.residentLabs())
                .expireAfterAccess(settings.idle())
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    @Override
    public boolean add(Lab lab) {
        String tag = Ids.next();
        Creation creation = redis.create(
                LabSummary.of(lab, clock.instant()),
                tag,
                lab.journal().stream().map(StoredEntry::of).toList(),
                mostLabs);
        if (creation == Creation.FULL) {
            throw new LimitReachedException("labs", mostLabs);
        }
        if (creation == Creation.KEPT) {
            KeptLab kept = new KeptLab(lab, tag, redis, settings.snapshotEvery());
            lab.keepWith(kept);
            known.put(lab.id(), kept);
            resident.put(lab.id(), kept);
        }
        return creation == Creation.KEPT;
    }

    @Override
    public Optional<Lab> find(String id) {
        Optional<Opened> opened = redis.open(id);
        try {
            return opened.map(present -> upToDate(id, present));
        } catch (LabGoneException goneMeanwhile) {
            return Optional.empty();
        } finally {
            if (opened.isEmpty()) {
                forget(id);
            }
        }
    }

    private Lab upToDate(String id, Opened present) {
        KeptLab kept = known.get(id, absent -> load(id, present));
        resident.put(id, kept);
        Lab lab = kept.lab();
        lab.adoptSettings(present.settings());
        if (!kept.tag().equals(present.tag())) {
            lab.catchUp();
        }
        return lab;
    }

    private KeptLab load(String id, Opened present) {
        LabScripts.JournalPart part = redis.read(id, 0, "").orElseThrow(() -> new LabGoneException(id));
        List<JournalEntry> journal =
                part.entries().stream().map(StoredEntry::entry).toList();
        Lab lab = Lab.restored(id, present.settings(), limits, present.createdAt(), journal);
        KeptLab kept = new KeptLab(lab, part.tag(), redis, settings.snapshotEvery());
        lab.keepWith(kept);
        return kept;
    }

    private void forget(String id) {
        known.invalidate(id);
        resident.invalidate(id);
    }

    @Override
    public boolean remove(String id) {
        forget(id);
        return redis.remove(id);
    }

    @Override
    public List<LabSummary> all() {
        return redis.all(clock.instant());
    }

    @Override
    public Instant expiresAt(Lab lab) {
        return clock.instant().plus(redis.left(lab.id()));
    }

    @Override
    public void check() {
        redis.check();
    }

    /** Tells those who listen here of a revision that was made anywhere. */
    void heard(String id, long revision) {
        KeptLab kept = known.getIfPresent(id);
        if (kept != null) {
            kept.lab().announce(revision);
        }
    }

    /** Tells those who listen here of what they may have missed. */
    void catchUpWithWhatWasMissed() {
        for (KeptLab kept : known.asMap().values()) {
            if (kept.lab().hasListeners()) {
                redis.revision(kept.lab().id()).ifPresent(revision -> kept.lab().announce(revision));
            }
        }
    }
}
