package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.netfilter.nftables.ExtensionStatement;
import dev.vethlab.kernel.netfilter.nftables.RecentList;
import dev.vethlab.kernel.netfilter.nftables.RecentStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lists of {@code -m recent} of a namespace: each lives as long as a rule uses it. */
final class RecentLists {

    private RecentLists() {}

    /** The list of a name, which is a new one where no rule uses it. */
    static RecentList in(Namespace namespace, String name, long hits) {
        return namespace.netfilter().ruleset().tables().stream()
                .flatMap(table -> table.chains().values().stream())
                .flatMap(chain -> chain.rules().stream())
                .flatMap(rule -> rule.statements().stream())
                .filter(ExtensionStatement.class::isInstance)
                .flatMap(statement -> ((ExtensionStatement) statement).parts().stream())
                .map(RecentLists::list)
                .filter(Objects::nonNull)
                .filter(list -> list.name().equals(name))
                .findFirst()
                .orElseGet(() -> new RecentList(name, hits));
    }

    private static @Nullable RecentList list(Statement statement) {
        return statement instanceof RecentStatement recent ? recent.list() : null;
    }
}
