package dev.vethlab.web.settings;

import dev.vethlab.lab.LabLimits;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a stranger can make grow, and how far.
 *
 * @param labs the most labs at a time
 * @param labsPerOwner the most labs at a time of one owner, where keys are needed
 * @param timeToLive how long a lab is kept after it was last used, where its maker does not say
 * @param longestTimeToLive the longest that its maker may say
 * @param namespaces the most namespaces a lab
 * @param devices the most devices a lab
 * @param routes the most routes a lab
 * @param journal the most operations a lab
 * @param capturedPackets the most packets kept a device
 * @param pingRuns the most ping runs kept a lab
 * @param events the most events of one command line
 * @param requestEvents the most events of all command lines of one request; those beyond are not begun
 * @param requestTime the most time that a request may work on a lab; what runs then is stopped, and the rest not begun
 * @param labEvents the most events of a lab since it was booted, which is what it takes to build it again from its journal
 * @param virtualTime the most virtual time of one command line
 * @param outputBytes the most output of one command line, and of all of one request
 * @param journalBytes the most characters of all operations of a lab
 * @param packets the most packets kept a lab, in all its captures together, and again in all its ping runs
 * @param packetBytes the most bytes of packets kept a lab, in all its captures and for readers of taps together, and again in all its
 *     ping runs
 * @param scriptLines the most lines of one request to the commands
 * @param listeners the most clients that listen to a lab's events at a time
 * @param frameSockets the most WebSockets for frames at a time, in all labs together
 * @param bodyBytes the largest request body
 */
@Validated
@ConfigurationProperties("vethlab.limits")
public record LimitSettings(
        @Min(1) @DefaultValue("10000") int labs,
        @Min(1) @DefaultValue("1000") int labsPerOwner,
        @DurationMin(seconds = 1) @DefaultValue("1h") Duration timeToLive,
        @DurationMin(seconds = 1) @DefaultValue("24h") Duration longestTimeToLive,
        @Min(1) @DefaultValue("256") int namespaces,
        @Min(1) @DefaultValue("2000") int devices,
        @Min(1) @DefaultValue("100000") int routes,
        @Min(1) @DefaultValue("20000") int journal,
        @Min(1) @DefaultValue("10000") int capturedPackets,
        @Min(1) @DefaultValue("100") int pingRuns,
        @Min(1) @DefaultValue("2000000") long events,
        @Min(1) @DefaultValue("20000000") long requestEvents,
        @DurationMin(millis = 1) @DefaultValue("30s") Duration requestTime,
        @Min(1) @DefaultValue("100000000") long labEvents,
        @DurationMin(seconds = 1) @DefaultValue("30d") Duration virtualTime,
        @Min(1) @DefaultValue("4194304") int outputBytes,
        @Min(1) @DefaultValue("16777216") long journalBytes,
        @Min(16) @DefaultValue("500000") int packets,
        @Min(65536) @DefaultValue("67108864") long packetBytes,
        @Min(1) @DefaultValue("10000") int scriptLines,
        @Min(1) @DefaultValue("32") int listeners,
        @Min(1) @DefaultValue("1000") int frameSockets,
        @Min(1) @DefaultValue("1048576") long bodyBytes) {

    /** The time to live of a lab that does not expire. */
    public static final Duration FOR_EVER = Duration.ofDays(100 * 365);

    /** These limits as a lab knows them. */
    public LabLimits forLab() {
        return new LabLimits(
                namespaces,
                devices,
                routes,
                journal,
                capturedPackets,
                pingRuns,
                events,
                requestEvents,
                requestTime.toNanos(),
                labEvents,
                virtualTime.toNanos(),
                outputBytes,
                journalBytes,
                packets,
                packetBytes);
    }
}
