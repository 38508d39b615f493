package dev.vethlab.web.ping;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.lab.PingRun;
import dev.vethlab.tool.ping.PingReport;
import dev.vethlab.web.packet.TraceView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ping run as clients read it.
 *
 * @param output what ping printed, standard output first
 * @param summary null where ping did not get so far as to send
 * @param trace null in a list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PingRunView(
        String id,
        PingRequest request,
        int exitCode,
        String output,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Summary summary,
        @Nullable List<Reply> replies,
        @Nullable TraceView trace) {

    private static final double US_PER_MS = 1000;
    private static final double NS_PER_MS = 1_000_000;

    /**
     * What it came to.
     *
     * @param rttMs null where no reply was timed
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Summary(
            long transmitted,
            long received,
            long errors,
            long duplicates,
            double lossPercent,
            double timeMs,
            @Nullable RoundTrips rttMs) {

        static Summary of(PingReport report) {
            PingReport.RoundTrips rtt = report.rtt();
            boolean timed = report.replies().stream().anyMatch(reply -> reply.rttUs() >= 0);
            return new Summary(
                    report.transmitted(),
                    report.received(),
                    report.errors(),
                    report.duplicates(),
                    report.lossPercent(),
                    report.elapsedNs() / NS_PER_MS,
                    timed
                            ? new RoundTrips(
                                    rtt.minUs() / US_PER_MS,
                                    rtt.averageUs() / US_PER_MS,
                                    rtt.maxUs() / US_PER_MS,
                                    rtt.deviationUs() / US_PER_MS)
                            : null);
        }
    }

    /** Round-trip times. */
    record RoundTrips(double min, double avg, double max, double mdev) {}

    /**
     * One reply.
     *
     * @param rttMs null where the request was too short to carry the time
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Reply(
            int sequence,
            String from,
            int bytes,
            int ttl,
            @Nullable Double rttMs,
            boolean duplicate) {

        static Reply of(PingReport.Reply reply) {
            return new Reply(
                    reply.sequence(),
                    reply.from().toString(),
                    reply.bytes(),
                    reply.ttl(),
                    reply.rttUs() < 0 ? null : reply.rttUs() / US_PER_MS,
                    reply.duplicate());
        }
    }

    static PingRunView of(PingRun run) {
        return view(
                run,
                run.report().stream()
                        .flatMap(report -> report.replies().stream())
                        .map(Reply::of)
                        .toList(),
                new TraceView(run.packets(), run.steps()));
    }

    static PingRunView withoutTrace(PingRun run) {
        return view(run, null, null);
    }

    private static PingRunView view(PingRun run, @Nullable List<Reply> replies, @Nullable TraceView trace) {
        return new PingRunView(
                run.id(),
                run.request(),
                run.result().exitCode(),
                run.result().stdout() + run.result().stderr(),
                run.report().map(Summary::of).orElse(null),
                replies,
                trace);
    }
}
