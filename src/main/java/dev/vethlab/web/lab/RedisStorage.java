package dev.vethlab.web.lab;

import dev.vethlab.lab.store.redis.RedisLabStore;
import dev.vethlab.lab.store.redis.RevisionChannel;
import dev.vethlab.web.settings.LimitSettings;
import dev.vethlab.web.settings.RedisStoreSettings;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.util.backoff.FixedBackOff;

/** Labs in Redis, for several instances: {@code vethlab.store=redis}. */
@Configuration
@ConditionalOnProperty(name = "vethlab.store", havingValue = "redis")
class RedisStorage {

    private static final Duration LONGEST_BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    @Bean
    RedisLabStore allLabs(
            StringRedisTemplate redis, RedisStoreSettings settings, LimitSettings limits, InstantSource clock) {
        return new RedisLabStore(redis, settings.forStore(), limits.forLab(), limits.labs(), clock);
    }

    @Bean
    RedisMessageListenerContainer revisions(
            RedisConnectionFactory connections, RedisStoreSettings settings, RedisLabStore labs) {
        RedisMessageListenerContainer container = RevisionChannel.subscription(connections, settings.forStore(), labs);
        container.setRecoveryBackoff(
                new FixedBackOff(LONGEST_BETWEEN_ATTEMPTS.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
        container.setAutoStartup(false);
        return container;
    }

    /** While there is no connection, requests are refused at once rather than kept waiting for one. */
    @Bean
    LettuceClientOptionsBuilderCustomizer refusingWhileDisconnected() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    }

    @Bean
    ClientResourcesBuilderCustomizer soonConnectedAgain() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(10, LONGEST_BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS, 2));
    }
}
