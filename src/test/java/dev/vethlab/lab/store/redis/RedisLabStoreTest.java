package dev.vethlab.lab.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.lab.CommandResult;
import dev.vethlab.lab.Ids;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabGoneException;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.PingRun;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.StaleRevisionException;
import dev.vethlab.lab.store.LabStore;
import dev.vethlab.lab.store.LabSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Two stores on one Redis, as two instances of the service have them. */
class RedisLabStoreTest {

    private static final int MOST_LABS = 5;
    private static final int SNAPSHOT_EVERY = 20;
    private static final Duration HOUR = Duration.ofHours(1);

    private static RedisServer server;
    private static LettuceConnectionFactory connections;
    private static StringRedisTemplate redis;

    private RedisSettings settings;
    private LabStore one;
    private LabStore other;

    @BeforeAll
    static void start() throws Exception {
        server = RedisServer.start();
        connections = server.connections();
        redis = new StringRedisTemplate(connections);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            connections.destroy();
            server.close();
        }
    }

    @BeforeEach
    void twoStoresWithoutLabs() {
        settings = new RedisSettings(Ids.next(), 100, HOUR, SNAPSHOT_EVERY);
        one = store();
        other = store();
    }

    @Test
    void whatOneInstanceDidTheOtherSeesToTheLastPacketAndDecision() throws Exception {
        Lab here = added(one);
        run(here, "ip link add veth0 type veth peer name veth1");
        PingRun ping = here.change(OptionalLong.empty(), session -> session.ping(pingOf("127.0.0.1")));
        here.change(OptionalLong.empty(), session -> {
            session.trace();
            return session.run("ping -c 1 127.0.0.1");
        });

        Lab there = found(other, here);

        assertThat(there).isNotSameAs(here);
        assertThat(there.journal()).isEqualTo(here.journal());
        assertThat(there.packets()).isEqualTo(here.packets()).isNotEmpty();
        assertThat(there.stepsAfter(0)).isEqualTo(here.stepsAfter(0)).isNotEmpty();
        assertThat(there.pingRun(ping.id())).contains(ping);
        assertThat(there.settings()).isEqualTo(here.settings());
        assertThat(there.createdAt()).isEqualTo(here.createdAt());
    }

    @Test
    void changesComeInTurnFromAnywhere() throws Exception {
        Lab here = added(one);
        for (int i = 0; i < 10; i++) {
            run(found(i % 2 == 0 ? one : other, here), "ip netns add n" + i);
        }
        assertThat(run(found(one, here), "ip netns list").stdout().lines()).hasSize(10);
        assertThat(run(found(other, here), "ip netns list").stdout())
                .isEqualTo(run(found(one, here), "ip netns list").stdout());
    }

    @Test
    void aWriterThatIsLateAppliesItsChangeToWhatOthersMadeOfTheLab() throws Exception {
        Lab here = added(one);
        Lab there = found(other, here);
        run(there, "ip netns add red");

        CommandResult result = run(here, "ip netns add red");

        assertThat(result.stderr()).contains("File exists");
        assertThat(here.journal()).startsWith(there.journal().get(0));
        run(here, "ip netns add blue");
        assertThat(found(other, here).journal()).isEqualTo(here.journal());
        assertThat(namespaces(there)).containsExactly("host", "red", "blue");
    }

    @Test
    void aWriterThatIsLateAndNamesItsRevisionIsRefused() throws Exception {
        Lab here = added(one);
        run(found(other, here), "ip netns add red");

        assertThatThrownBy(() -> here.change(OptionalLong.of(0), session -> session.run("ip netns add blue")))
                .isInstanceOf(StaleRevisionException.class);
        assertThat(here.revision()).isEqualTo(1);
    }

    @Test
    void undoingOnOneInstanceUndoesWhatTheOtherDid() throws Exception {
        Lab here = added(one);
        run(here, "ip netns add red");
        Lab there = found(other, here);
        there.undo(OptionalLong.empty());
        assertThat(namespaces(found(one, here))).containsExactly("host");
        here.redo(OptionalLong.empty());
        assertThat(namespaces(found(other, here))).containsExactly("host", "red");
    }

    @Test
    void nothingIsLostWhenManyWriteAtOnce() throws Exception {
        int writers = 4;
        int changes = 25;
        Lab lab = added(one);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            tasks.add(() -> {
                for (int i = 0; i < changes; i++) {
                    run(found(number % 2 == 0 ? one : other, lab), "ip netns add w" + number + "-" + i);
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Lab third = found(store(), lab);
        assertThat(third.revision()).isEqualTo((long) writers * changes);
        assertThat(run(third, "ip netns list").stdout().lines()).hasSize(writers * changes);
    }

    @Test
    void aLongJournalIsOpenedFromItsSnapshotAndWhatCameBehind() throws Exception {
        Lab here = added(one);
        for (int i = 0; i < 3 * SNAPSHOT_EVERY + 5; i++) {
            run(here, "ip link add d" + i + " type dummy");
        }
        Keys keys = settings.keys();
        assertThat(redis.opsForStream().size(keys.journal(here.id()))).isLessThanOrEqualTo(SNAPSHOT_EVERY);
        assertThat(redis.hasKey(keys.snapshot(here.id()))).isTrue();

        Lab there = found(other, here);

        assertThat(there.journal()).isEqualTo(here.journal());
        run(there, "ip link add last type dummy");
        assertThat(found(one, here).journal()).isEqualTo(there.journal());
        assertThat(redis.getExpire(keys.snapshot(here.id()))).isPositive();
        assertThat(redis.getExpire(keys.journal(here.id()))).isPositive();
    }

    @Test
    void aCopyThatIsOlderThanTheSnapshotIsReadAnew() throws Exception {
        Lab here = added(one);
        run(here, "ip netns add red");
        Lab there = found(other, here);
        for (int i = 0; i < 2 * SNAPSHOT_EVERY; i++) {
            run(here, "ip link add d" + i + " type dummy");
        }
        assertThat(found(other, here)).isSameAs(there);
        assertThat(there.journal()).isEqualTo(here.journal());
    }

    @Test
    void aRequestThatIsSentTwiceIsCarriedOutOnce() throws Exception {
        Lab lab = added(one);
        run(lab, "ip netns add red");
        LabScripts scripts = new LabScripts(redis, settings.keys());
        List<StoredEntry> entry = List.of(new StoredEntry(2, 2, 0, 0, "command", "ip netns add blue"));
        String head = scripts.open(lab.id()).orElseThrow().tag();

        assertThat(scripts.append(lab.id(), head, "new", entry, 0)).isPresent();
        assertThat(scripts.append(lab.id(), head, "new", entry, 0)).isPresent();
        assertThat(scripts.append(lab.id(), head, "of another", entry, 0)).isEmpty();

        assertThat(found(other, lab).revision()).isEqualTo(2);
    }

    @Test
    void aHistoryThatWasLostIsNotGoneOnWith() throws Exception {
        Lab here = added(one);
        run(here, "ip netns add red");
        Keys keys = settings.keys();
        redis.delete(keys.journal(here.id()));
        redis.opsForHash().put(keys.lab(here.id()), "revision", "0");
        redis.opsForHash().put(keys.lab(here.id()), "tag", "restored from a backup");

        Lab again = found(one, here);

        assertThat(again.revision()).isZero();
        assertThat(run(again, "ip netns list").stdout()).isEmpty();
    }

    @Test
    void aLabThatIsDeletedIsGoneEverywhere() throws Exception {
        Lab here = added(one);
        Lab there = found(other, here);
        assertThat(other.remove(here.id())).isTrue();
        assertThat(other.remove(here.id())).isFalse();
        assertThat(one.find(here.id())).isEmpty();
        assertThatThrownBy(() -> run(there, "ip netns add red")).isInstanceOf(LabGoneException.class);
        assertThat(redis.keys("*" + here.id() + "*")).isEmpty();
    }

    @Test
    void whatIsNotUsedForItsTimeToLiveIsForgotten() throws Exception {
        Lab lab = new Lab(
                Ids.next(),
                new LabSettings("brief", Profile.KERNEL, 1, Duration.ofMillis(400)),
                LabLimits.DEFAULT,
                Instant.now());
        one.add(lab);
        for (int i = 0; i < 6; i++) {
            Thread.sleep(100);
            run(found(other, lab), "ip netns add n" + i);
        }
        assertThat(one.expiresAt(lab)).isAfter(Instant.now());
        Thread.sleep(500);
        assertThat(one.find(lab.id())).isEmpty();
        assertThat(one.all()).isEmpty();
        assertThat(redis.keys("*" + lab.id() + "*")).isEmpty();
    }

    @Test
    void settingsTravelWithTheLab() {
        Lab here = added(one);
        LabSettings changed =
                here.settings().withName("another").withOwner("ada").withTimeToLive(Duration.ofMinutes(3));
        here.configure(changed);
        Lab there = found(other, here);
        assertThat(there.settings()).isEqualTo(changed);
        assertThat(other.expiresAt(there)).isBefore(Instant.now().plus(Duration.ofMinutes(4)));
    }

    @Test
    void allLabsAreListedOldestFirstWithoutALookAtTheirMachines() throws Exception {
        Lab first = added(one);
        Lab second = added(other);
        run(second, "ping -c 2 127.0.0.1");
        List<LabSummary> all = one.all();
        assertThat(all).extracting(LabSummary::id).containsExactly(first.id(), second.id());
        assertThat(all.get(1).revision()).isEqualTo(1);
        assertThat(all.get(1).virtualTimeNs())
                .isEqualTo(second.read(kernel -> kernel.machine().nowNs()).longValue());
    }

    @Test
    void theLimitOfLabsIsThatOfAllInstancesTogether() {
        for (int i = 0; i < MOST_LABS; i++) {
            added(i % 2 == 0 ? one : other);
        }
        assertThatThrownBy(() -> added(one)).isInstanceOf(LimitReachedException.class);
        assertThatThrownBy(() -> added(other)).isInstanceOf(LimitReachedException.class);
    }

    @Test
    void anIdIsTakenOnce() {
        Lab lab = added(one);
        assertThat(other.add(new Lab(lab.id(), lab.settings(), LabLimits.DEFAULT, Instant.now())))
                .isFalse();
    }

    private LabStore store() {
        return new RedisLabStore(redis, settings, LabLimits.DEFAULT, MOST_LABS, InstantSource.system());
    }

    private static Lab added(LabStore store) {
        Lab lab = new Lab(
                Ids.next(),
                new LabSettings("a lab", Profile.UBUNTU_16_04, 5, HOUR, "somebody"),
                LabLimits.DEFAULT,
                Instant.ofEpochMilli(System.currentTimeMillis()));
        assertThat(store.add(lab)).isTrue();
        return lab;
    }

    private static Lab found(LabStore store, Lab lab) {
        return store.find(lab.id()).orElseThrow();
    }

    private static List<String> namespaces(Lab lab) {
        return lab.read(kernel -> kernel.all().stream().map(Namespace::label).toList());
    }

    private static CommandResult run(Lab lab, String line) throws Exception {
        return lab.change(OptionalLong.empty(), session -> session.run(line));
    }

    private static PingRequest pingOf(String destination) {
        return new PingRequest(null, destination, null, null, 2, null, null, null, null, null, null, null, null);
    }
}
