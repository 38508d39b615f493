package dev.vethlab.tool.ping;

import dev.vethlab.addr.Ipv4Address;
import java.util.List;

/**
 * What a ping came to, as numbers.
 *
 * @param lossPercent of the requests sent, 0 where none was
 * @param elapsedNs from the start to the last request
 * @param rtt empty list-like zeros where no reply was timed
 * @param replies the first replies, duplicates included; no more than a few thousand
 */
public record PingReport(
        Ipv4Address destination,
        long transmitted,
        long received,
        long errors,
        long duplicates,
        double lossPercent,
        long elapsedNs,
        RoundTrips rtt,
        List<Reply> replies) {

    /** Times of the replies in microseconds; all zero where there were none. */
    public record RoundTrips(long minUs, long averageUs, long maxUs, long deviationUs) {}

    /**
     * One echo reply.
     *
     * @param bytes the length of the ICMP message
     * @param rttUs -1 where the request was too short to carry the time
     */
    public record Reply(int sequence, Ipv4Address from, int bytes, int ttl, long rttUs, boolean duplicate) {}
}
