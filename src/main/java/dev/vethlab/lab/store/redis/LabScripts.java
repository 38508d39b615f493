package dev.vethlab.lab.store.redis;

import dev.vethlab.lab.LabGoneException;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.StoreUnavailableException;
import dev.vethlab.lab.store.LabSummary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/** What is asked of Redis. Each call is one round trip, and each that changes something is a script. */
final class LabScripts {

    /** A lab's settings and the head of its journal. */
    record Opened(LabSettings settings, Instant createdAt, long revision, String tag, long nowNs) {}

    /**
     * A journal, or its end.
     *
     * @param tag that of the last entry
     * @param known so many entries the reader knows already
     * @param entries those behind them
     */
    record JournalPart(String tag, int known, List<StoredEntry> entries) {}

    /** What came of keeping a new lab. */
    enum Creation {
        KEPT,
        TAKEN,
        FULL
    }

    private static final long MOVED = -1;
    private static final long GONE = -2;

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> OPEN = script("open", List.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> READ = script("read", List.class);

    private static final RedisScript<String> CREATE = script("create", String.class);
    private static final RedisScript<Long> APPEND = script("append", Long.class);
    private static final RedisScript<Long> SNAPSHOT = script("snapshot", Long.class);
    private static final RedisScript<Long> CONFIGURE = script("configure", Long.class);
    private static final RedisScript<Long> REMOVE = script("remove", Long.class);

    private static final Object[] HASH_FIELDS = {
        "name", "profile", "seed", "ttlMs", "owner", "createdAt", "revision", "tag", "nowNs"
    };

    private final StringRedisTemplate redis;
    private final Keys keys;

    LabScripts(StringRedisTemplate redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    private static <T> RedisScript<T> script(String name, Class<T> result) {
        DefaultRedisScript<T> script = new DefaultRedisScript<>();
        script.setLocation(new ClassPathResource(name + ".lua", LabScripts.class));
        script.setResultType(result);
        return script;
    }

    /** Counts as using the lab. */
    Optional<Opened> open(String id) {
        List<?> hash = call(
                () -> redis.execute(OPEN, List.of(keys.lab(id), keys.journal(id), keys.snapshot(id), keys.labs()), id));
        return hash == null || hash.isEmpty() ? Optional.empty() : Optional.of(opened(strings(hash)));
    }

    Creation create(LabSummary lab, String tag, List<StoredEntry> journal, int mostLabs) {
        LabSettings settings = lab.settings();
        List<String> arguments = new ArrayList<>(List.of(
                lab.id(),
                Integer.toString(mostLabs),
                settings.name(),
                settings.profile().id(),
                Long.toString(settings.seed()),
                Long.toString(settings.timeToLive().toMillis()),
                settings.owner(),
                Long.toString(lab.createdAt().toEpochMilli()),
                Long.toString(lab.revision()),
                tag,
                Long.toString(lab.virtualTimeNs())));
        journal.forEach(entry -> arguments.addAll(entry.arguments()));
        String answer = call(() -> redis.execute(
                CREATE, List.of(keys.lab(lab.id()), keys.journal(lab.id()), keys.labs()), arguments.toArray()));
        return switch (String.valueOf(answer)) {
            case "taken" -> Creation.TAKEN;
            case "full" -> Creation.FULL;
            default -> Creation.KEPT;
        };
    }

    /**
     * Adds entries behind the head that has a tag.
     *
     * @return how many entries the stream has now; empty where the head is another
     * @throws LabGoneException where there is no such lab
     */
    Optional<Long> append(String id, String tag, String newTag, List<StoredEntry> entries, long nowNs) {
        long revision = entries.get(entries.size() - 1).number();
        List<String> arguments = new ArrayList<>(
                List.of(id, tag, newTag, Long.toString(revision), Long.toString(nowNs), keys.channel()));
        entries.forEach(entry -> arguments.addAll(entry.arguments()));
        long length =
                number(call(() -> redis.execute(APPEND, List.of(keys.lab(id), keys.journal(id)), arguments.toArray())));
        if (length == GONE) {
            throw new LabGoneException(id);
        }
        return length == MOVED ? Optional.empty() : Optional.of(length);
    }

    /**
     * Reads a journal.
     *
     * @param known the number of the last entry that the reader knows, 0 for none
     * @param tag the tag of that entry
     */
    Optional<JournalPart> read(String id, long known, String tag) {
        List<?> answer = call(() -> redis.execute(
                READ, List.of(keys.lab(id), keys.journal(id), keys.snapshot(id)), Long.toString(known), tag));
        if (answer == null || answer.isEmpty()) {
            return Optional.empty();
        }
        List<StoredEntry> entries = new ArrayList<>();
        List<?> stream = (List<?>) answer.get(3);
        List<StoredEntry> tail = new ArrayList<>(stream.size());
        for (Object entry : stream) {
            List<?> pair = (List<?>) entry;
            tail.add(StoredEntry.of(String.valueOf(pair.get(0)), strings((List<?>) pair.get(1))));
        }
        long behind = tail.isEmpty() ? Long.MAX_VALUE : tail.get(0).number();
        for (StoredEntry entry : Snapshot.read(String.valueOf(answer.get(2)))) {
            if (entry.number() < behind) {
                entries.add(entry);
            }
        }
        entries.addAll(tail);
        return Optional.of(new JournalPart(
                String.valueOf(answer.get(0)), Integer.parseInt(String.valueOf(answer.get(1))), entries));
    }

    void snapshot(String id, long revision, String snapshot) {
        call(() -> redis.execute(
                SNAPSHOT,
                List.of(keys.lab(id), keys.journal(id), keys.snapshot(id)),
                Long.toString(revision),
                snapshot));
    }

    /** Keeps the name, time to live and owner of a lab; false where there is none. */
    boolean configure(String id, LabSettings settings) {
        return number(call(() -> redis.execute(
                        CONFIGURE,
                        List.of(keys.lab(id), keys.journal(id), keys.snapshot(id), keys.labs()),
                        id,
                        settings.name(),
                        Long.toString(settings.timeToLive().toMillis()),
                        settings.owner())))
                > 0;
    }

    boolean remove(String id) {
        return number(call(() -> redis.execute(
                        REMOVE, List.of(keys.lab(id), keys.journal(id), keys.snapshot(id), keys.labs()), id)))
                > 0;
    }

    /** All labs, oldest first. */
    @SuppressWarnings("NullAway") // what is done in a pipeline has to return null
    List<LabSummary> all(Instant now) {
        return call(() -> {
            List<String> ids = List.copyOf(
                    found(redis.opsForZSet().rangeByScore(keys.labs(), now.toEpochMilli(), Double.POSITIVE_INFINITY)));
            List<Object> hashes = redis.executePipelined((RedisCallback<Object>) connection -> {
                ids.forEach(id -> look(connection, id));
                return null;
            });
            List<LabSummary> labs = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                List<?> hash = (List<?>) hashes.get(2 * i);
                if (hash.get(0) != null) {
                    Opened lab = opened(strings(hash));
                    Instant expires = now.plusMillis((Long) hashes.get(2 * i + 1));
                    labs.add(new LabSummary(
                            ids.get(i), lab.settings(), lab.createdAt(), lab.revision(), lab.nowNs(), expires));
                }
            }
            labs.sort(Comparator.comparing(LabSummary::createdAt).thenComparing(LabSummary::id));
            return labs;
        });
    }

    private void look(RedisConnection connection, String id) {
        byte[] key = bytes(keys.lab(id));
        byte[][] fields = new byte[HASH_FIELDS.length][];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = bytes(String.valueOf(HASH_FIELDS[i]));
        }
        connection.hashCommands().hMGet(key, fields);
        connection.keyCommands().pTtl(key);
    }

    /** The revision of a lab, if there is such a lab; this does not count as using it. */
    Optional<Long> revision(String id) {
        Object revision = call(() -> redis.opsForHash().get(keys.lab(id), "revision"));
        return revision == null ? Optional.empty() : Optional.of(Long.valueOf(String.valueOf(revision)));
    }

    /** How long a lab will be kept if nobody uses it; nothing where it is gone. */
    Duration left(String id) {
        Long left = call(() -> redis.getExpire(keys.lab(id), TimeUnit.MILLISECONDS));
        return Duration.ofMillis(Math.max(0, number(left)));
    }

    /** Looks whether Redis answers, and would take a change. */
    void check() {
        call(() -> redis.execute((RedisCallback<String>) RedisConnection::ping));
    }

    private static Opened opened(List<String> hash) {
        LabSettings settings = new LabSettings(
                hash.get(0),
                Profile.of(hash.get(1)).orElseThrow(),
                Long.parseLong(hash.get(2)),
                Duration.ofMillis(Long.parseLong(hash.get(3))),
                hash.get(4));
        return new Opened(
                settings,
                Instant.ofEpochMilli(Long.parseLong(hash.get(5))),
                Long.parseLong(hash.get(6)),
                hash.get(7),
                Long.parseLong(hash.get(8)));
    }

    private static List<String> strings(List<?> values) {
        List<String> strings = new ArrayList<>(values.size());
        for (Object value : values) {
            strings.add(String.valueOf(value));
        }
        return strings;
    }

    private byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long number(@Nullable Long answer) {
        return answer == null ? 0 : answer;
    }

    private static <T> Collection<T> found(@Nullable Collection<T> answer) {
        return answer == null ? List.of() : answer;
    }

    private static <T extends @Nullable Object> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (DataAccessException away) {
            throw new StoreUnavailableException(away);
        }
    }
}
