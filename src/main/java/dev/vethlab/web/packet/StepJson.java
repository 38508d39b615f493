package dev.vethlab.web.packet;

import static dev.vethlab.web.packet.JsonBytes.fragment;

import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.kernel.trace.Verdict;

/** Decisions of the kernel about packets as JSON. */
final class StepJson {

    private static final byte[] AT = fragment("{\"atNs\":");
    private static final byte[] NAMESPACE = fragment(",\"namespace\":");
    private static final byte[] DEVICE = fragment(",\"interface\":");
    private static final byte[] PACKET = fragment(",\"packet\":");
    private static final byte[] FUNCTION = fragment(",\"function\":");
    private static final byte[] VERDICT = fragment(",\"verdict\":");
    private static final byte[] FATE = fragment(",\"fate\":");
    private static final byte[] REASON = fragment(",\"reason\":");
    private static final byte[] DETAIL = fragment(",\"detail\":");
    private static final byte[] SYSCTLS = fragment(",\"sysctls\":[");
    private static final byte[] NAME = fragment("{\"name\":");
    private static final byte[] VALUE = fragment(",\"value\":");
    private static final byte[] NULL = fragment("null");

    private static final byte[][] VERDICTS = names(Verdict.values());
    private static final byte[][] FATES = names(Fate.values());

    private final JsonBytes out;

    StepJson(JsonBytes out) {
        this.out = out;
    }

    private static byte[][] names(Enum<?>[] values) {
        byte[][] names = new byte[values.length][];
        for (Enum<?> value : values) {
            names[value.ordinal()] = fragment('"' + StepView.name(value) + '"');
        }
        return names;
    }

    void write(Step step) {
        out.raw(AT).number(step.atNs()).raw(NAMESPACE).text(step.namespace()).raw(DEVICE);
        if (step.device().isEmpty()) {
            out.raw(NULL);
        } else {
            out.text(step.device());
        }
        out.raw(PACKET);
        if (step.packet() == 0) {
            out.raw(NULL);
        } else {
            out.number(step.packet());
        }
        out.raw(FUNCTION).text(step.function()).raw(VERDICT).raw(VERDICTS[step.verdict().ordinal()]);
        out.raw(FATE);
        if (step.fate().isPresent()) {
            out.raw(FATES[step.fate().get().ordinal()]);
        } else {
            out.raw(NULL);
        }
        out.raw(REASON);
        if (step.reason().isPresent()) {
            out.text(step.reason().get().name());
        } else {
            out.raw(NULL);
        }
        out.raw(DETAIL).text(step.detail()).raw(SYSCTLS);
        for (int i = 0; i < step.sysctls().size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            SysctlSeen seen = step.sysctls().get(i);
            out.raw(NAME).text(seen.name()).raw(VALUE).text(seen.value()).raw('}');
        }
        out.raw(']').raw('}');
    }
}
