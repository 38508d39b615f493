package dev.vethlab.tool.nft;

import dev.vethlab.kernel.Namespace;
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
                .flatMap(similar -> ruleset().tables().stream()
                        .filter(table -> table.name().equals(similar))
                        .findFirst())
                .map(Hints::meaning)
                .orElse("");
    }

    /** What may have been meant by a name that does not exist. */
    Hints hints() {
        return new Hints(ruleset().tables());
    }
}
