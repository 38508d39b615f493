package dev.vethlab.web.lab;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.stereotype.Component;

/** Begins to listen to other instances as soon as Redis is there, which it need not be when the service starts. */
@Component
@ConditionalOnProperty(name = "vethlab.store", havingValue = "redis")
class RevisionSubscription {

    private static final Logger LOG = LoggerFactory.getLogger(RevisionSubscription.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final RedisMessageListenerContainer revisions;
    private final ScheduledExecutorService attempts = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "revisions");
        thread.setDaemon(true);
        return thread;
    });

    RevisionSubscription(RedisMessageListenerContainer revisions) {
        this.revisions = revisions;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        attempts.scheduleWithFixedDelay(this::attempt, 0, BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt() {
        try {
            if (!revisions.isListening()) {
                revisions.stop();
                revisions.start();
            }
        } catch (RuntimeException away) {
            LOG.debug("Redis is away, no revisions are heard yet", away);
        }
    }

    @PreDestroy
    void end() {
        attempts.shutdownNow();
    }
}
