package dev.vethlab.tool.nft;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.Ruleset;
import dev.vethlab.kernel.netfilter.nftables.Table;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of the program.
 *
 * @param live whether commands are carried out; else only their form is read
 * @param echo whether what was added is written
 * @param json whether lists are written as JSON
 * @param err what goes to standard error
 */
record Session(
        Namespace namespace,
        TextStyle style,
        boolean live,
        boolean echo,
        boolean json,
        StringBuilder out,
        StringBuilder err) {

    Ruleset ruleset() {
        return namespace.netfilter().ruleset();
    }

    @Nullable
    Table find(TableName name) {
        return ruleset().table(name.family(), name.name());
    }

    /**
     * A table that the program looks up by itself.
     *
     * @param hints whether it says what may have been meant
     */
    Table require(TableName name, boolean hints) throws SyntaxException {
        Table table = find(name);
        if (table == null) {
            throw SyntaxException.of("No such file or directory" + (hints ? hint(name) : ""), name.at());
        }
        return table;
    }

    /** A table that the kernel looks up. */
    Table requireOfKernel(TableName name, boolean hints) throws SyntaxException {
        Table table = find(name);
        if (table == null) {
            String hint = hints ? hint(name) : "";
            throw hint.isEmpty()
                    ? SyntaxException.kernel("No such file or directory", name.at())
                    : SyntaxException.kernelWithHint("No such file or directory" + hint, name.at());
        }
        return table;
    }

    private String hint(TableName name) {
        List<String> names = ruleset().tables().stream().map(Table::name).toList();
        return Names.similar(name.name(), names)
                .map(similar -> "; did you mean table ‘" + similar + "’ in family "
                        + ruleset().tables().stream()
                                .filter(table -> table.name().equals(similar))
                                .findFirst()
                                .map(table -> table.family().word())
                                .orElse(Family.IP.word())
                        + "?")
                .orElse("");
    }

    /**
     * The kernel does not find a chain, or its table: the program has an idea where there is a chain of that name, or one like it
     * ({@code nft_cmd_enoent_chain}, {@code chain_lookup_fuzzy}).
     */
    SyntaxException noChain(TableName table, String chain, Span at) {
        String hint = hint(table, chain);
        return hint.isEmpty()
                ? SyntaxException.kernel("No such file or directory", at)
                : SyntaxException.kernelWithHint("No such file or directory" + hint, at);
    }

    private String hint(TableName wanted, String chain) {
        Table found = null;
        String similar = chain;
        int least = Integer.MAX_VALUE;
        for (Table table : ruleset().tables()) {
            for (String name : table.chains().keySet()) {
                int difference = Names.difference(chain, name);
                if (difference < least) {
                    least = difference;
                    found = table;
                    similar = name;
                }
            }
        }
        if (found == null) {
            return "";
        }
        if (found.family() != wanted.family() || !found.name().equals(wanted.name())) {
            return find(wanted) == null
                    ? "; did you mean table ‘" + found.name() + "’ in family "
                            + found.family().word() + "?"
                    : "";
        }
        return similar.equals(chain)
                ? ""
                : "; did you mean chain ‘" + similar + "’ in table "
                        + found.family().word() + " ‘" + found.name() + "’?";
    }
}
