package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.InertStatement;
import dev.vethlab.kernel.netfilter.nftables.NamedObject;
import dev.vethlab.kernel.netfilter.nftables.ObjectMapStatement;
import dev.vethlab.kernel.netfilter.nftables.ObjectStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.Table;

/** Reads what names an object in a rule: its name, or a map that says which one. */
final class ObjectReference {

    private final Input input;
    private final RuleScope scope;

    ObjectReference(Input input, RuleScope scope) {
        this.input = input;
        this.scope = scope;
    }

    Statement read(NamedObject.Kind kind) throws SyntaxException {
        MatchParser matches = new MatchParser(input, scope);
        Table table = scope.table();
        if (matches.isNext()) {
            MatchParser.Mapping mapping = matches.mapping(DataType.valueOf(kind.name()));
            return table == null
                    ? new InertStatement("")
                    : new ObjectMapStatement(table, kind, mapping.key(), mapping.map());
        }
        Token name = input.string();
        if (table == null) {
            return new InertStatement("");
        }
        NamedObject object = table.object(kind, name.text());
        if (object == null) {
            throw scope.missing(name.span());
        }
        return new ObjectStatement(object);
    }
}
