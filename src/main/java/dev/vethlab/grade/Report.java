package dev.vethlab.grade;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What checks came to.
 *
 * @param problem what is the matter with a submission that could not be graded; null where it was
 * @param deductions what was taken off, and why
 * @param notes what else whoever reads it should know: commands that failed, what is not simulated, what was stopped
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
        Status status,
        Score score,
        List<Result> checks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Deduction> deductions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes,
        @Nullable String problem) {

    /** How the whole came out. */
    public enum Status {
        PASSED,
        FAILED,
        /** The submission or the line that it came in is malformed. */
        INVALID;

        /** As reports have it. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Points, of how many. */
    public record Score(BigDecimal points, BigDecimal of) {}

    /**
     * One check.
     *
     * @param detail what was found, in a sentence
     * @param evidence what was seen: output, packets
     * @param feedback what the rubric says to whoever fails it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            String id,
            @Nullable String title,
            CheckStatus status,
            BigDecimal points,
            BigDecimal of,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean hidden,
            String detail,
            String evidence,
            @Nullable String feedback) {}

    /** Points taken off. */
    public record Deduction(String id, BigDecimal points, String detail) {}

    /** The report of checks alone. */
    static Report of(List<Result> checks) {
        return of(checks, List.of(), List.of());
    }

    static Report of(List<Result> checks, List<Deduction> deductions, List<String> notes) {
        BigDecimal points = BigDecimal.ZERO;
        BigDecimal of = BigDecimal.ZERO;
        boolean passed = deductions.isEmpty();
        for (Result check : checks) {
            points = points.add(check.points());
            of = of.add(check.of());
            passed &= check.status() == CheckStatus.PASSED;
        }
        for (Deduction deduction : deductions) {
            points = points.subtract(deduction.points());
        }
        return new Report(
                passed ? Status.PASSED : Status.FAILED,
                new Score(points.max(BigDecimal.ZERO), of),
                checks,
                deductions,
                notes,
                null);
    }

    /** The report of a submission that could not be graded. */
    public static Report invalid(String problem, BigDecimal of) {
        return new Report(Status.INVALID, new Score(BigDecimal.ZERO, of), List.of(), List.of(), List.of(), problem);
    }

    /** Whether everything is as it should be. */
    public boolean passed() {
        return status == Status.PASSED;
    }
}
