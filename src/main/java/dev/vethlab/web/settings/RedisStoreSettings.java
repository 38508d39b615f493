package dev.vethlab.web.settings;

import dev.vethlab.lab.store.redis.RedisSettings;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How labs are kept in Redis, where {@code vethlab.store} is {@code redis}; where Redis is, {@code spring.data.redis} says.
 *
 * @param prefix begins the names of all keys, so that several services can share a Redis
 * @param residentLabs the most labs that an instance has a copy of
 * @param idle how long an instance has a copy behind the last request for it
 * @param snapshotEvery so many operations of a journal are put together into a snapshot
 */
@Validated
@ConfigurationProperties("vethlab.redis")
public record RedisStoreSettings(
        @NotBlank @DefaultValue("vethlab") String prefix,
        @Min(1) @DefaultValue("10000") int residentLabs,
        @DefaultValue("10m") Duration idle,
        @Min(1) @DefaultValue("1000") int snapshotEvery) {

    /** These settings as the store knows them. */
    public RedisSettings forStore() {
        return new RedisSettings(prefix, residentLabs, idle, snapshotEvery);
    }
}
