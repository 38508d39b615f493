package dev.vethlab.web.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vethlab.web.settings.RequestSettings;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadroomTest {

    private static final long HEAP = 1L << 30;
    private static final RequestSettings SETTINGS =
            new RequestSettings(0, 0, 10, 10, Duration.ofSeconds(1), null, 10, 1_000, 600, 3, 2, 85);

    private static Headroom with(long used, long most) {
        return new Headroom(SETTINGS, () -> new MemoryUsage(0, used, Math.max(used, most), most), () -> {});
    }

    @Test
    void whatWasDeletedIsNoticedThoughNothingElseWouldCollectIt() {
        AtomicLong used = new AtomicLong(HEAP);
        AtomicInteger collections = new AtomicInteger();
        Headroom headroom = new Headroom(SETTINGS, () -> new MemoryUsage(0, used.get(), HEAP, HEAP), () -> {
            collections.incrementAndGet();
            used.set(HEAP / 2);
        });

        assertThat(headroom.isShortFor("POST")).isFalse();
        used.set(HEAP);
        assertThat(headroom.isShortFor("POST"))
                .as("within seconds of a collection")
                .isTrue();
        assertThat(collections).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "ANY"})
    void whatLetsLabsGrowIsRefusedBeforeTheHeapIsFull(String verb) {
        assertThat(with(HEAP / 100 * 84, HEAP).isShortFor(verb)).isFalse();
        assertThat(with(HEAP / 100 * 86, HEAP).isShortFor(verb)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS"})
    void whatDoesNotIsServedAlways(String verb) {
        assertThat(with(HEAP, HEAP).isShortFor(verb)).isFalse();
    }

    @Test
    void aHeapWithoutALimitIsNeverShort() {
        assertThat(with(HEAP, -1).isShortFor("POST")).isFalse();
    }

    @Test
    void thisMachineTellsHowMuchIsInUse() {
        assertThat(new Headroom(new RequestSettings(0, 0, 1, 1, Duration.ofSeconds(1), null, 1, 1, 1, 1, 1, 99))
                        .isShortFor("POST"))
                .isFalse();
    }
}
