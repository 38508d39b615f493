package dev.vethlab.web.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vethlab.web.admission.FairQueue.NoPlaceException;
import dev.vethlab.web.admission.FairQueue.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(30);

    private static void refused(FairQueue queue, String client, Duration wait, Refusal refusal) {
        assertThatThrownBy(() -> queue.enter(client, wait))
                .isInstanceOfSatisfying(
                        NoPlaceException.class,
                        none -> assertThat(none.refusal()).isEqualTo(refusal));
    }

    private static void waitFor(FairQueue queue, int waiting) throws InterruptedException {
        for (int i = 0; i < 2000 && queue.waiting() != waiting; i++) {
            Thread.sleep(1);
        }
        assertThat(queue.waiting()).isEqualTo(waiting);
    }

    @Test
    void oneClientTakesNoMoreThanItsPart() throws Exception {
        FairQueue queue = new FairQueue(3, 2, 10, 10);
        queue.enter("a", LONG);
        queue.enter("a", LONG);

        refused(queue, "a", SHORT, Refusal.TOO_LONG);
        queue.enter("b", LONG);

        assertThat(queue.working()).isEqualTo(3);
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void noMoreWaitThanAllowed() throws Exception {
        FairQueue queue = new FairQueue(1, 1, 2, 1);
        queue.enter("a", LONG);
        start(queue, "a", new ArrayList<>());
        waitFor(queue, 1);

        refused(queue, "a", LONG, Refusal.CLIENT_FULL);
        start(queue, "b", new ArrayList<>());
        waitFor(queue, 2);
        refused(queue, "c", LONG, Refusal.FULL);

        queue.leave("a");
        waitFor(queue, 0);
    }

    @Test
    void clientsTakeTurnsHoweverManyRequestsOneHas() throws Exception {
        FairQueue queue = new FairQueue(1, 1, 100, 100);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        queue.enter("first", LONG);
        for (int i = 0; i < 10; i++) {
            start(queue, "greedy", order);
            waitFor(queue, i + 1);
        }
        start(queue, "modest", order);
        waitFor(queue, 11);

        queue.leave("first");

        for (int i = 0; i < 2000 && order.size() < 11; i++) {
            Thread.sleep(1);
        }
        assertThat(order).hasSize(11);
        assertThat(order.indexOf("modest")).isLessThanOrEqualTo(1);
        assertThat(queue.working()).isZero();
    }

    @Test
    void whoeverGivesUpLeavesNoTrace() throws Exception {
        FairQueue queue = new FairQueue(1, 1, 10, 10);
        queue.enter("a", LONG);
        Thread waiting = new Thread(
                () -> assertThatThrownBy(() -> queue.enter("b", LONG)).isInstanceOf(InterruptedException.class));
        waiting.start();
        waitFor(queue, 1);

        waiting.interrupt();
        waiting.join();
        assertThat(queue.waiting()).isZero();

        queue.leave("a");
        queue.enter("b", LONG);
        assertThat(queue.working()).isEqualTo(1);
    }

    @Test
    void underLoadNoPlaceIsLostAndNoneIsGivenTwice() throws Exception {
        FairQueue queue = new FairQueue(4, 3, 1000, 1000);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(24);
        CountDownLatch done = new CountDownLatch(24);
        for (int i = 0; i < 24; i++) {
            String client = "client " + i % 5;
            SplittableRandom random = new SplittableRandom(i);
            threads.submit(() -> {
                for (int turn = 0; turn < 300; turn++) {
                    try {
                        queue.enter(client, random.nextInt(10) == 0 ? Duration.ofNanos(1) : LONG);
                    } catch (NoPlaceException impatient) {
                        continue;
                    }
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                    queue.leave(client);
                }
                done.countDown();
                return null;
            });
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(most.get()).isLessThanOrEqualTo(4);
        assertThat(queue.working()).isZero();
        assertThat(queue.waiting()).isZero();
    }

    private static void start(FairQueue queue, String client, List<String> order) {
        Thread thread = new Thread(() -> {
            try {
                queue.enter(client, LONG);
                order.add(client);
                queue.leave(client);
            } catch (NoPlaceException | InterruptedException unlikely) {
                order.add(unlikely.toString());
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
