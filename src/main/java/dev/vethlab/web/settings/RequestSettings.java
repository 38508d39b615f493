package dev.vethlab.web.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests are served, and whose. A client is whoever holds the key, or the address that requests come from.
 *
 * @param working the most requests in work at a time; 0 for eight a processor, and at least 16. Reading a body and writing an answer
 *     count for nothing: a slow client takes no place
 * @param workingPerClient the most of one client; 0 for three quarters of all
 * @param waiting the most requests that wait for a place; further ones are answered with 503
 * @param waitingPerClient the most of one client that wait; further ones are answered with 429
 * @param longestWait how long a request waits at most before it is answered with 503
 * @param perSecond the most requests a second of one client in the long run; 0 for no such limit. Where it is not set there is no
 *     such limit for a service that asks nobody for a key, and 100 for one that does
 * @param burst the most requests of one client at once, before its rate counts
 * @param heldBytes the most bytes of bodies that are held at a time, of requests that are read or wait; the first 8 KB of each body count for
 *     nothing. Further ones are answered with 503
 * @param heldBytesPerClient the most of one client; further ones are answered with 429
 * @param unread the most answers at a time that are not read to their end; further requests are answered with 503
 * @param unreadPerClient the most of one client; its further requests are answered with 429
 * @param heapPercent how much of the heap may be in use behind a garbage collection; beyond, requests other than GET and DELETE are
 *     answered with 503
 */
@Validated
@ConfigurationProperties("vethlab.limits.requests")
public record RequestSettings(
        @Min(0) @DefaultValue("0") int working,
        @Min(0) @DefaultValue("0") int workingPerClient,
        @Min(1) @DefaultValue("2000") int waiting,
        @Min(1) @DefaultValue("400") int waitingPerClient,
        @DurationMin(millis = 1) @DefaultValue("60s") Duration longestWait,
        @Nullable @Min(0) Integer perSecond,
        @Min(1) @DefaultValue("500") int burst,
        @Min(1) @DefaultValue("67108864") long heldBytes,
        @Min(1) @DefaultValue("33554432") long heldBytesPerClient,
        @Min(1) @DefaultValue("1000") int unread,
        @Min(1) @DefaultValue("200") int unreadPerClient,
        @Min(1) @Max(100) @DefaultValue("85") int heapPercent) {

    private static final int PER_PROCESSOR = 8;
    private static final int FEWEST = 16;

    /** The most requests in work at a time, on so many processors. */
    public int places(int processors) {
        return working > 0 ? working : Math.max(FEWEST, PER_PROCESSOR * processors);
    }

    /** The most requests of one client in work at a time, of so many. */
    public int placesPerClient(int places) {
        return workingPerClient > 0 ? Math.min(workingPerClient, places) : Math.max(1, places * 3 / 4);
    }
}
