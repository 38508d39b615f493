package dev.vethlab.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.lab.Ids;
import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabLimits;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.lab.Profile;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
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

    private static Lab lab(Duration timeToLive) {
        return new Lab(
                Ids.next(), new LabSettings("lab", Profile.KERNEL, 3, timeToLive), LabLimits.DEFAULT, Instant.now());
    }
}
