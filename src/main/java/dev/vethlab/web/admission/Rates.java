package dev.vethlab.web.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vethlab.web.security.Access;
import dev.vethlab.web.settings.RequestSettings;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The rate of requests of each client: a bucket of tokens that fills again as time passes. */
@Component
final class Rates {

    /** The rate of a service that asks for keys, where none is set. */
    private static final int GUARDED_PER_SECOND = 100;

    /** Clients that are remembered; the bucket of one that is forgotten is full again. */
    private static final int CLIENTS = 100_000;

    private final int perSecond;
    private final int burst;
    private final Cache<String, Bucket> buckets;

    Rates(RequestSettings settings, Access access) {
        Integer set = settings.perSecond();
        this.perSecond = set != null ? set : access.isGuarded() ? GUARDED_PER_SECOND : 0;
        this.burst = settings.burst();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CLIENTS)
                .expireAfterAccess(
                        perSecond == 0 ? Duration.ofSeconds(1) : Duration.ofSeconds(1 + burst / Math.max(1, perSecond)))
                .build();
    }

    /** How long a client has to wait before its next request; nothing where it need not wait. */
    Duration wait(String client) {
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = buckets.get(client, unknown -> bucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
