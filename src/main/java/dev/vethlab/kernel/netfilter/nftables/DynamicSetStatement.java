package dev.vethlab.kernel.netfilter.nftables;

import java.util.ArrayList;
import java.util.List;

/** Puts something of the packet into a set ({@code nft_dynset}). */
public record DynamicSetStatement(boolean update, NftSet set, List<Selector> key, long timeoutMs) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        if (!SetLookup.load(key, evaluation)) {
            return Outcome.BREAK;
        }
        NftSet.Element known = set.find(evaluation);
        if (known != null && !update) {
            return Outcome.NEXT;
        }
        if (known != null) {
            set.remove(known);
        } else if (set.size != 0 && set.elements().size() >= set.size) {
            return Outcome.BREAK;
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            values.add(
                    key.get(i).type() == DataType.IFNAME
                            ? Value.name(evaluation.names[i])
                            : Value.of(evaluation.numbers[i]));
        }
        set.add(set.timed(new NftSet.Element(values, null, null, timeoutMs, 0, "")));
        return Outcome.NEXT;
    }

    @Override
    public String text(TextStyle style) {
        return (update ? "update @" : "add @") + set.name() + " { " + SetLookup.text(key, style)
                + (timeoutMs == 0 ? "" : " timeout " + Durations.text(timeoutMs)) + " }";
    }
}
