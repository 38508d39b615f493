package dev.vethlab.kernel.netfilter.nftables;

import java.util.List;

/**
 * Has the named object look at the packet that a map says for it ({@code nft_objref_map}).
 *
 * @param table whose objects they are
 */
public record ObjectMapStatement(Table table, NamedObject.Kind kind, List<Selector> key, NftSet map)
        implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        NftSet.Element element = SetLookup.load(key, evaluation) ? map.find(evaluation) : null;
        NamedObject object = element == null || element.data() == null
                ? null
                : table.object(kind, element.data().name());
        return object == null ? Outcome.BREAK : object.measure().run(evaluation);
    }

    @Override
    public String text(TextStyle style) {
        return kind.word() + " name " + SetLookup.text(key, style) + " map " + map.reference(style);
    }
}
