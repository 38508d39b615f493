package dev.vethlab.kernel.netfilter.nftables;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts something of the packet into a set ({@code nft_dynset}).
 *
 * @param state what each element is to remember by itself, and whether the rule goes on for a packet is up to that; null for nothing
 */
public record DynamicSetStatement(
        boolean update,
        NftSet set,
        List<Selector> key,
        long timeoutMs,
        @Nullable StatefulStatement state) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        if (!SetLookup.load(key, evaluation)) {
            return Outcome.BREAK;
        }
        NftSet.Element element = set.find(evaluation);
        if (element == null) {
            if (set.size != 0 && set.elements().size() >= set.size) {
                return Outcome.BREAK;
            }
            element = set.timed(fresh(evaluation));
            set.add(element);
        } else if (update) {
            set.remove(element);
            element = set.timed(element);
            set.add(element);
        }
        StatefulStatement own = element.state();
        return own == null ? Outcome.NEXT : own.run(evaluation);
    }

    private NftSet.Element fresh(Evaluation evaluation) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            values.add(
                    key.get(i).type() == DataType.IFNAME
                            ? Value.name(evaluation.names[i])
                            : Value.of(evaluation.numbers[i]));
        }
        long now = evaluation.environment.machine().nowNs();
        return new NftSet.Element(values, null, null, timeoutMs, 0, "", state == null ? null : state.renewed(now));
    }

    @Override
    public boolean needsConntrack() {
        return state != null && state.needsConntrack();
    }

    @Override
    public String text(TextStyle style) {
        String head = set.isMeter
                ? "meter " + set.name() + " size " + set.size
                : (update ? "update @" : "add @") + set.name();
        return head + " { " + SetLookup.text(key, style)
                + (timeoutMs == 0 ? "" : " timeout " + Durations.text(timeoutMs))
                + (state == null ? "" : " " + state.text(style.stateless())) + " }";
    }
}
