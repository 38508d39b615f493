package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;

/** Does what a map says about something of the packet ({@code vmap}). */
public record VerdictMap(List<Selector> key, NftSet map) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        NftSet.Element element = SetLookup.load(key, evaluation) ? map.find(evaluation) : null;
        if (element == null || element.verdict() == null) {
            return Outcome.BREAK;
        }
        if (SetLookup.remember(element, evaluation) == Outcome.BREAK) {
            return Outcome.BREAK;
        }
        evaluation.verdict = element.verdict();
        return evaluation.verdict.kind() == Verdict.Kind.CONTINUE ? Outcome.NEXT : Outcome.DECIDED;
    }

    @Override
    public String text(TextStyle style) {
        return SetLookup.text(key, style) + " vmap " + map.reference(style);
    }

    @Override
    public boolean needsAccounting() {
        return key.stream().anyMatch(Selector::needsAccounting);
    }

    @Override
    public boolean needsConntrack() {
        return key.stream().anyMatch(CtKey.class::isInstance);
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        for (Selector selector : key) {
            selector.validate(point);
        }
        for (NftSet.Element element : map.elements()) {
            Verdict verdict = element.verdict();
            if (verdict != null && verdict.chain() != null) {
                verdict.chain().validate(point, type, 0);
            }
        }
    }
}
