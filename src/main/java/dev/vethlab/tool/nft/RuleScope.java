package dev.vethlab.tool.nft;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule is to stand.
 *
 * @param table null while only the form is read
 * @param chain null while only the form is read
 */
record RuleScope(
        Namespace namespace,
        Family family,
        @Nullable Table table,
        @Nullable Chain chain) {

    boolean isLive() {
        return table != null;
    }

    /** A set of one rule alone. */
    NftSet anonymous(List<DataType> types, @Nullable DataType data) {
        NftSet set = new NftSet(namespace.net().machine(), "", types, data);
        if (table != null) {
            set.handle = table.nextHandle();
        }
        return set;
    }

    /** The set of a meter ({@code meter_stmt_parse}); it is gone with the rule. */
    NftSet meter(String name, long size, long timeoutMs, List<Selector> key) {
        NftSet set = new NftSet(
                namespace.net().machine(),
                name,
                key.stream().map(Selector::type).toList(),
                null);
        set.isMeter = true;
        set.size = size;
        set.flags().add("dynamic");
        if (timeoutMs != 0) {
            set.flags().add("timeout");
        }
        if (table != null) {
            set.handle = table.nextHandle();
        }
        return set;
    }

    /** The kernel misses something that the rule names. */
    SyntaxException missing(Span at) {
        return new Hints(namespace.netfilter().ruleset().tables()).noRule(chain, at);
    }

    /** The set of a name. */
    NftSet named(Token name, Span at) throws SyntaxException {
        if (table == null) {
            return new NftSet(namespace.net().machine(), name.text(), List.of(DataType.INTEGER), null);
        }
        NftSet set = table.sets().get(name.text());
        if (set == null) {
            throw new Hints(namespace.netfilter().ruleset().tables()).noSet(name.text(), at);
        }
        return set;
    }
}
