package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.KernelException;
import java.util.List;

/** Looks something of a packet up in a set ({@code nft_lookup}). */
public record SetLookup(List<Selector> key, boolean inverted, NftSet set) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        if (!load(key, evaluation)) {
            return Outcome.BREAK;
        }
        NftSet.Element element = set.find(evaluation);
        if (element != null == inverted) {
            return Outcome.BREAK;
        }
        return element == null ? Outcome.NEXT : remember(element, evaluation);
    }

    /** Has an element remember the packet that it was found for ({@code nft_set_elem_update_expr}). */
    static Outcome remember(NftSet.Element element, Evaluation evaluation) {
        StatefulStatement state = element.state();
        return state == null ? Outcome.NEXT : state.run(evaluation);
    }

    static boolean load(List<Selector> key, Evaluation evaluation) {
        for (int i = 0; i < key.size(); i++) {
            if (!key.get(i).load(evaluation, i)) {
                return false;
            }
        }
        return true;
    }

    static String text(List<Selector> key, TextStyle style) {
        StringBuilder text = new StringBuilder();
        for (Selector selector : key) {
            text.append(text.isEmpty() ? "" : " . ").append(selector.text(style));
        }
        return text.toString();
    }

    @Override
    public String text(TextStyle style) {
        return text(key, style) + (inverted ? " != " : " ") + set.reference(style);
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        for (Selector selector : key) {
            selector.validate(point);
        }
    }

    @Override
    public boolean needsAccounting() {
        return key.stream().anyMatch(Selector::needsAccounting);
    }

    @Override
    public boolean needsConntrack() {
        return key.stream().anyMatch(CtKey.class::isInstance);
    }
}
