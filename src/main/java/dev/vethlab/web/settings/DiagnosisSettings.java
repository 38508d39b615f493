package dev.vethlab.web.settings;

import dev.vethlab.explain.diagnosis.DiagnosisLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How far a diagnosis searches.
 *
 * @param changes the most changes that a cure may need
 * @param tries the most sets of changes that are tried
 * @param fixes the most cures that are answered
 * @param pings the most other pings that are compared before and after a cure
 * @param events the most events of all tries together
 */
@Validated
@ConfigurationProperties("vethlab.diagnosis")
public record DiagnosisSettings(
        @Min(1) @Max(10) @DefaultValue("4") int changes,
        @Min(1) @DefaultValue("800") int tries,
        @Min(1) @DefaultValue("8") int fixes,
        @Min(0) @DefaultValue("60") int pings,
        @Min(1) @DefaultValue("20000000") long events) {

    /** These settings as a diagnosis knows them. */
    public DiagnosisLimits limits() {
        return new DiagnosisLimits(changes, tries, fixes, pings, events);
    }
}
