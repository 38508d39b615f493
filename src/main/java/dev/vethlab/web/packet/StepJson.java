package dev.vethlab.web.packet;

import static dev.vethlab.web.packet.JsonBytes.fragment;

import dev.vethlab.kernel.trace.Fate;
import dev.vethlab.kernel.trace.Step;
import dev.vethlab.kernel.trace.SysctlSeen;
import dev.vethlab.kernel.trace.Verdict;

/** Decisions of the kernel about packets as JSON. What it decides of one packet it decides of the next, and that is written but once. */
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
    private static final byte[] NEXT_NAME = fragment(",{\"name\":");
    private static final byte[] VALUE = fragment(",\"value\":");
    private static final byte[] NULL = fragment("null");

    private static final byte[][] VERDICTS = names(Verdict.values());
    private static final byte[][] FATES = names(Fate.values());

    private final JsonBytes out;
    private final WrittenBefore<Step> places;
    private final WrittenBefore<Step> decisions;

    StepJson(JsonBytes out) {
        this.out = out;
        this.places = new WrittenBefore<>(out);
        this.decisions = new WrittenBefore<>(out);
    }

    private static byte[][] names(Enum<?>[] values) {
        byte[][] names = new byte[values.length][];
        for (Enum<?> value : values) {
            names[value.ordinal()] = fragment('"' + StepView.name(value) + '"');
        }
        return names;
    }

    void write(Step step) {
        out.raw(AT).number(step.atNs());
        writePlace(step);
        out.raw(PACKET);
        if (step.packet() == 0) {
            out.raw(NULL);
        } else {
            out.number(step.packet());
        }
        writeDecision(step);
    }

    private void writePlace(Step step) {
        int hash = step.namespace().hashCode() * 31 + step.device().hashCode();
        Step known = places.at(hash);
        if (known != null
                && known.device().equals(step.device())
                && known.namespace().equals(step.namespace())) {
            places.writeAgain(hash);
            return;
        }
        int from = out.length();
        out.raw(NAMESPACE).text(step.namespace()).raw(DEVICE);
        if (step.device().isEmpty()) {
            out.raw(NULL);
        } else {
            out.text(step.device());
        }
        places.note(step, hash, from);
    }

    private void writeDecision(Step step) {
        int hash = step.detail().hashCode();
        Step known = decisions.at(hash);
        if (known != null && isSameDecision(known, step)) {
            decisions.writeAgain(hash);
            return;
        }
        int from = out.length();
        out.raw(FUNCTION).text(step.function());
        out.raw(VERDICT).raw(VERDICTS[step.verdict().ordinal()]);
        out.raw(FATE).raw(step.fate().isPresent() ? FATES[step.fate().get().ordinal()] : NULL);
        out.raw(REASON);
        if (step.reason().isPresent()) {
            out.text(step.reason().get().name());
        } else {
            out.raw(NULL);
        }
        out.raw(DETAIL).text(step.detail()).raw(SYSCTLS);
        for (int i = 0; i < step.sysctls().size(); i++) {
            SysctlSeen seen = step.sysctls().get(i);
            out.raw(i == 0 ? NAME : NEXT_NAME).text(seen.name());
            out.raw(VALUE).text(seen.value()).raw('}');
        }
        out.raw(']').raw('}');
        decisions.note(step, hash, from);
    }

    private static boolean isSameDecision(Step one, Step other) {
        return one.verdict() == other.verdict()
                && one.detail().equals(other.detail())
                && one.function().equals(other.function())
                && one.fate().equals(other.fate())
                && one.reason().equals(other.reason())
                && one.sysctls().equals(other.sysctls());
    }
}
