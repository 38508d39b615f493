package dev.vethlab.web.event;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LimitReachedException;
import dev.vethlab.web.observation.Figures;
import dev.vethlab.web.settings.LimitSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Who listens to which lab. */
@Component
class Listeners implements SmartLifecycle {

    /** After this a client has to ask again, which browsers do by themselves, and which counts as using the lab. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int SENDERS = 4;

    private final int limit;
    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
    private volatile Optional<ScheduledExecutorService> sending = Optional.empty();

    Listeners(LimitSettings limits, Figures figures) {
        this.limit = limits.listeners();
        figures.gauge("vethlab.listeners", "Clients that listen to events of labs", this::count);
    }

    /**
     * Has a client told the lab's revisions from now on; the present one first, where it is another than the client knows.
     *
     * @param known the revision that the client knows, -1 where it knows none
     * @throws LimitReachedException when too many listen to this lab already
     */
    SseEmitter listen(Lab lab, long known) {
        SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        Listener listener = new Listener(emitter, this::send, Math.min(known, lab.revision()));
        listeners.compute(lab.id(), (id, present) -> {
            Set<Listener> some = present == null ? ConcurrentHashMap.newKeySet() : present;
            if (some.size() >= limit) {
                throw new LimitReachedException("listeners", limit);
            }
            some.add(listener);
            return some;
        });
        emitter.onCompletion(() -> forget(lab, listener));
        emitter.onTimeout(emitter::complete);
        emitter.onError(failure -> forget(lab, listener));
        lab.addListener(listener);
        if (known < lab.revision()) {
            listener.accept(lab.revision());
        } else {
            listener.beat();
        }
        return emitter;
    }

    private void forget(Lab lab, Listener listener) {
        lab.removeListener(listener);
        listeners.computeIfPresent(lab.id(), (id, present) -> {
            present.remove(listener);
            return present.isEmpty() ? null : present;
        });
    }

    private void beat() {
        listeners.values().forEach(some -> some.forEach(Listener::beat));
    }

    private void send(Runnable task) {
        sending.orElseThrow(() -> new RejectedExecutionException("not running")).execute(task);
    }

    private int count() {
        return listeners.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newScheduledThreadPool(SENDERS, task -> {
            Thread thread = new Thread(task, "events");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleAtFixedRate(this::beat, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
        sending = Optional.of(started);
    }

    /** Ends every stream, before the server waits for the requests that are under way. */
    @Override
    public void stop() {
        sending.ifPresent(ScheduledExecutorService::shutdownNow);
        sending = Optional.empty();
        listeners.values().forEach(some -> some.forEach(Listener::end));
    }

    @Override
    public boolean isRunning() {
        return sending.isPresent();
    }

    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
