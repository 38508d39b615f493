package dev.vethlab.lab.store.redis;

import java.time.Duration;

/**
 * How labs are kept in Redis.
 *
 * @param prefix begins the names of all keys, so that several services can share a Redis
 * @param residentLabs the most labs that an instance has a copy of
 * @param idle how long a copy is kept behind the last request
 * @param snapshotEvery so many entries of a journal are put into a snapshot
 */
public record RedisSettings(String prefix, int residentLabs, Duration idle, int snapshotEvery) {

    Keys keys() {
        return new Keys(prefix);
    }
}
