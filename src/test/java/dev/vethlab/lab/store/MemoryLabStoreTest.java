package dev.vethlab.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.lab.CommandFailedException;
import dev.vethlab.lab.Ids;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.Profile;
import dev.vethlab.lab.StaleRevisionException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryLabStoreTest {

    private static final Duration IDLE = Duration.ofMillis(50);

    @Test
    void anIdleLabIsItsJournalAloneAndTheSameWhenItIsAskedForAgain() throws Exception {
        LabStore store = new MemoryLabStore(10, IDLE, InstantSource.system());
        Lab lab = lab(Duration.ofHours(1));
        store.add(lab);
        lab.change(OptionalLong.empty(), session -> session.run("ping -c 2 127.0.0.1"));
        var packets = lab.packets();
        WeakReference<Kernel> machine = lab.read(WeakReference::new);

        for (int i = 0; i < 100 && machine.get() != null; i++) {
            Thread.sleep(50);
            System.gc();
        }

        assertThat(machine.get()).isNull();
        assertThat(store.find(lab.id())).containsSame(lab);
        assertThat(lab.packets()).isEqualTo(packets).isNotEmpty();
    }

    @Test
    void whatIsNotUsedForItsTimeToLiveIsForgotten() throws Exception {
        LabStore store = new MemoryLabStore(10, IDLE, InstantSource.system());
        Lab lab = lab(Duration.ofMillis(100));
        store.add(lab);
        assertThat(store.find(lab.id())).isPresent();
        Thread.sleep(150);
        assertThat(store.find(lab.id())).isEmpty();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void thereIsRoomForSoManyLabs() {
        LabStore store = new MemoryLabStore(1, IDLE, InstantSource.system());
        assertThat(store.add(lab(Duration.ofHours(1)))).isTrue();
        assertThatThrownBy(() -> store.add(lab(Duration.ofHours(1)))).isInstanceOf(LimitReachedException.class);
    }

    @Test
    void aListOfLabsWaitsForNoneThatIsAtWork() throws Exception {
        LabStore store = new MemoryLabStore(10, IDLE, InstantSource.system());
        Lab lab = lab(Duration.ofHours(1));
        lab.change(OptionalLong.empty(), session -> session.run("ip link add dummy0 type dummy"));
        store.add(lab);
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch listed = new CountDownLatch(1);
        CompletableFuture<Boolean> change = CompletableFuture.supplyAsync(() -> atWork(lab, working, listed));
        working.await();

        List<LabSummary> labs = CompletableFuture.supplyAsync(store::all).get(10, TimeUnit.SECONDS);

        assertThat(labs).extracting(LabSummary::revision).containsExactly(1L);
        assertThat(CompletableFuture.supplyAsync(() -> store.find(lab.id())).get(10, TimeUnit.SECONDS))
                .isPresent();
        listed.countDown();
        assertThat(change.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(store.all()).extracting(LabSummary::revision).containsExactly(2L);
    }

    private static boolean atWork(Lab lab, CountDownLatch working, CountDownLatch until) {
        try {
            return lab.change(OptionalLong.empty(), session -> {
                session.run("ip link del dummy0");
                working.countDown();
                return awaited(until);
            });
        } catch (CommandFailedException | StaleRevisionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            throw new AssertionError(ending);
        }
    }

    private static Lab lab(Duration timeToLive) {
        return new Lab(
                Ids.next(), new LabSettings("lab", Profile.KERNEL, 3, timeToLive), LabLimits.DEFAULT, Instant.now());
    }
}
