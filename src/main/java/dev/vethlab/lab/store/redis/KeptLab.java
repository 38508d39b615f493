package dev.vethlab.lab.store.redis;

import dev.vethlab.lab.Ids;
import dev.vethlab.lab.JournalEntry;
import dev.vethlab.lab.JournalKeeper;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabGoneException;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.StoreUnavailableException;
import dev.vethlab.lab.store.redis.LabScripts.JournalPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process's copy of a lab whose journal is in Redis. */
final class KeptLab implements JournalKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(KeptLab.class);

    private final Lab lab;
    private final LabScripts redis;
    private final int snapshotEvery;

    /** Marks the entry of the journal that the copy is at: two histories of a lab never have one in common. */
    private volatile String tag;

    /**
     * @param snapshotEvery so many entries of the stream are put into a snapshot
     */
    KeptLab(Lab lab, String tag, LabScripts redis, int snapshotEvery) {
        this.lab = lab;
        this.tag = tag;
        this.redis = redis;
        this.snapshotEvery = snapshotEvery;
    }

    Lab lab() {
        return lab;
    }

    String tag() {
        return tag;
    }

    @Override
    public boolean append(List<JournalEntry> entries, long nowNs) {
        String newTag = Ids.next();
        Optional<Long> length = redis.append(
                lab.id(), tag, newTag, entries.stream().map(StoredEntry::of).toList(), nowNs);
        if (length.isEmpty()) {
            return false;
        }
        tag = newTag;
        if (length.get() > snapshotEvery) {
            takeSnapshot();
        }
        return true;
    }

    /** What cannot be done now is done behind a later change: the journal is complete either way. */
    private void takeSnapshot() {
        try {
            redis.read(lab.id(), 0, "").ifPresent(journal -> {
                List<StoredEntry> entries = journal.entries();
                redis.snapshot(lab.id(), entries.get(entries.size() - 1).number(), Snapshot.write(entries));
            });
        } catch (StoreUnavailableException away) {
            LOG.warn("no snapshot of lab {}: {}", lab.id(), away.getMessage());
        }
    }

    @Override
    public List<JournalEntry> read(List<JournalEntry> known) {
        JournalPart part = redis.read(lab.id(), known.size(), tag).orElseThrow(() -> new LabGoneException(lab.id()));
        List<JournalEntry> journal = new ArrayList<>(known.subList(0, part.known()));
        part.entries().forEach(entry -> journal.add(entry.entry()));
        tag = part.tag();
        return journal;
    }

    @Override
    public void configure(LabSettings settings) {
        if (!redis.configure(lab.id(), settings)) {
            throw new LabGoneException(lab.id());
        }
    }
}
