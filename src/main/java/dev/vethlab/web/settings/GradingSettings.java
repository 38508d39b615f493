package dev.vethlab.web.settings;

import dev.vethlab.grade.GradingLimits;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What grading may cost.
 *
 * @param lines the most lines of a submission
 * @param events the most events of a submission with its checks
 * @param outputCharacters the most output of the commands of a submission
 * @param batchBytes the largest body of a batch
 */
@Validated
@ConfigurationProperties("vethlab.grading")
public record GradingSettings(
        @Min(1) @DefaultValue("5000") int lines,
        @Min(1) @DefaultValue("500000") long events,
        @Min(1) @DefaultValue("4194304") int outputCharacters,
        @Min(1) @DefaultValue("33554432") long batchBytes) {

    /** These settings as a grader knows them. */
    public GradingLimits limits() {
        return new GradingLimits(lines, events, outputCharacters, GradingLimits.DEFAULT.lab());
    }
}
