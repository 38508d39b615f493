package dev.vethlab.web.packet;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.SysctlSeen;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A decision of the kernel about one packet.
 *
 * @param packet the number of the packet that it was about, null before the packet was first seen on a device
 * @param fate what became of the packet, on its last step
 * @param reason the kernel's own drop reason, where it has one
 */
public record StepView(
        long atNs,
        String namespace,
        @Nullable @JsonProperty("interface") String device,
        @Nullable Long packet,
        String function,
        String verdict,
        @Nullable String fate,
        @Nullable String reason,
        String detail,
        List<SysctlSeen> sysctls) {

    /** The view of a step. */
    public static StepView of(Step step) {
        return new StepView(
                step.atNs(),
                step.namespace(),
                step.device().isEmpty() ? null : step.device(),
                step.packet() == 0 ? null : step.packet(),
                step.function(),
                step.verdict().name().toLowerCase(Locale.ROOT),
                step.fate().map(StepView::name).orElse(null),
                step.reason().map(Enum::name).orElse(null),
                step.detail(),
                step.sysctls());
    }

    private static String name(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }
}
