package dev.vethlab.web.lab;

import dev.vethlab.lab.Lab;
import dev.vethlab.lab.LabSettings;
import dev.vethlab.lab.store.LabSummary;
import dev.vethlab.web.settings.LimitSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lab as clients read it.
 *
 * @param expiresAt when it is forgotten if nobody uses it before; null where it is kept
 * @param ttlSeconds how long it is kept after it was last used; null where it is kept
 */
record LabView(
        String id,
        String name,
        long revision,
        Instant createdAt,
        @Nullable Instant expiresAt,
        long virtualTimeNs,
        String profile,
        boolean ipv6,
        long seed,
        @Nullable Long ttlSeconds) {

    static LabView of(Lab lab, Instant expiresAt) {
        return of(LabSummary.of(lab, expiresAt));
    }

    static LabView of(LabSummary lab) {
        LabSettings settings = lab.settings();
        boolean kept = settings.timeToLive().equals(LimitSettings.FOR_EVER);
        return new LabView(
                lab.id(),
                settings.name(),
                lab.revision(),
                lab.createdAt().truncatedTo(ChronoUnit.MILLIS),
                kept ? null : lab.expiresAt().truncatedTo(ChronoUnit.MILLIS),
                lab.virtualTimeNs(),
                settings.profile().id(),
                false,
                settings.seed(),
                kept ? null : settings.timeToLive().toSeconds());
    }
}
