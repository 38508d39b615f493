package dev.vethlab.grade;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vethlab.lab.topology.TopologyDocument;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What submissions are graded by: where they begin, and what should hold when they are done. The lab begins with at most one of
 * {@code topology} and {@code template}, and then {@code setup}.
 *
 * @param profile how the machine boots; that of the template, or {@code kernel}, where it is not said
 * @param seed decides what is drawn by lot; 1 where it is not said
 * @param template an entry of the catalogue
 * @param setup command lines that build the lab, or go on building it; each must succeed
 * @param deductions what takes points off when it does not hold
 * @param forbidden commands that a script may not use
 * @param stepBudget how many commands a script may take
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rubric(
        @Nullable @Size(max = 500) String title,
        @Nullable @Size(max = 10_000) String text,
        @Nullable String profile,
        @Nullable Long seed,
        @Nullable @Valid TopologyDocument topology,
        @Nullable @Size(max = 200) String template,
        @Nullable @Size(max = 500_000) String setup,
        @NotEmpty @Size(max = 500) List<@Valid @NotNull Check> checks,
        @Nullable @Size(max = 100) List<@Valid @NotNull Check> deductions,
        @Nullable @Size(max = 100) List<@Valid @NotNull Forbidden> forbidden,
        @Nullable @Valid StepBudget stepBudget) {

    /**
     * A command that a script may not use.
     *
     * @param command its first words, such as {@code ip route flush}; {@code *} stands for any one word
     * @param points what is taken off where it is used; where it is not said, nothing is left
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Forbidden(
            @NotBlank @Size(max = 500) String command,

            @Nullable @DecimalMin("0") @DecimalMax("1000000")
            BigDecimal points,

            @Nullable @Size(max = 5000) String feedback) {}

    /**
     * How many commands a script may take.
     *
     * @param points what is taken off where it takes more, 1 where it is not said
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepBudget(
            @Min(1) int commands,

            @Nullable @DecimalMin("0") @DecimalMax("1000000")
            BigDecimal points) {}

    /** The most points. */
    public BigDecimal worth() {
        BigDecimal worth = BigDecimal.ZERO;
        for (Check check : checks) {
            worth = worth.add(check.worth());
        }
        return worth;
    }
}
