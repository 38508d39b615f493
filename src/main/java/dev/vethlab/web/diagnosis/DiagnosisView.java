package dev.vethlab.web.diagnosis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vethlab.explain.diagnosis.Diagnosis;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.lab.PingRequest;
import dev.vethlab.web.packet.PacketView;
import dev.vethlab.web.packet.StepView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis as clients read it.
 *
 * @param cause null where the ping does what it should
 * @param candidatesNeeded null where no candidates were given
 * @param candidatesSuffice whether all candidates together are enough; null where none were given
 * @param complete false where a limit ended the search
 */
record DiagnosisView(
        @Nullable CauseView cause,
        List<FixView> fixes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> candidatesNeeded,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean candidatesSuffice,
        int tried,
        boolean complete) {

    /** The decision that matters, and the packet that it was about. */
    record CauseView(
            @Nullable String fate,
            @Nullable String reason,
            String namespace,
            @Nullable @JsonProperty("interface") String device,
            String function,
            String verdict,
            String detail,
            List<SysctlSeen> sysctls,
            @Nullable PacketView packet) {

        static CauseView of(Diagnosis.Cause cause) {
            Step step = cause.step();
            return new CauseView(
                    step.fate().map(StepView::name).orElse(null),
                    step.reason().map(Enum::name).orElse(null),
                    step.namespace(),
                    step.device().isEmpty() ? null : step.device(),
                    step.function(),
                    StepView.name(step.verdict()),
                    step.detail(),
                    step.sysctls(),
                    cause.packet().map(PacketView::new).orElse(null));
        }
    }

    /** A cure, and the other pings that it turns round. */
    record FixView(List<String> commands, boolean verified, List<OtherPingView> alsoChanges) {}

    /** A ping, and whether it succeeds without and with a cure. */
    record OtherPingView(PingRequest ping, String before, String after) {}

    static DiagnosisView of(Diagnosis diagnosis) {
        return new DiagnosisView(
                diagnosis.cause().map(CauseView::of).orElse(null),
                diagnosis.fixes().stream().map(DiagnosisView::fix).toList(),
                diagnosis.needed().map(Diagnosis.Needed::commands).orElse(null),
                diagnosis.needed().map(Diagnosis.Needed::suffice).orElse(null),
                diagnosis.tried(),
                diagnosis.complete());
    }

    private static FixView fix(Diagnosis.Fix fix) {
        return new FixView(
                fix.commands(),
                true,
                fix.alsoChanges().stream()
                        .map(other -> new OtherPingView(other.ping(), word(other.before()), word(other.after())))
                        .toList());
    }

    private static String word(boolean success) {
        return success ? "success" : "failure";
    }
}
