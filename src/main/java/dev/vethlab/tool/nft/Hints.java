package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.Table;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may have meant who named a thing that does not exist: one of the same kind, of whatever table, with the least different name
 * (nftables' {@code cmd.c}).
 */
final class Hints {

    private static final String MISSING = "No such file or directory";

    private final Collection<Table> tables;

    /** @param tables those that the program has fetched */
    Hints(Collection<Table> tables) {
        this.tables = tables;
    }

    /** A thing of a table. */
    private record Thing(Table table, String kind, String name) {}

    /** The program misses a set or map ({@code set_not_found}). */
    SyntaxException noSet(String name, Span at) {
        return ofProgram(nearest(name, Hints::sets), at);
    }

    /** The program misses a counter ({@code obj_not_found}). */
    SyntaxException noObject(String name, Span at) {
        return ofProgram(nearest(name, Hints::objects), at);
    }

    /** The kernel misses a set or map, or its table ({@code nft_cmd_enoent_set}). */
    SyntaxException noSet(TableName table, String name, Span at) {
        return ofKernel(table, nearest(name, Hints::sets), at);
    }

    /** The kernel misses a counter, or its table ({@code nft_cmd_enoent_obj}). */
    SyntaxException noObject(TableName table, String name, Span at) {
        return ofKernel(table, nearest(name, Hints::objects), at);
    }

    /** The kernel misses a chain, or its table ({@code nft_cmd_enoent_chain}). */
    SyntaxException noChain(TableName table, String name, Span at) {
        return ofKernel(table, nearest(name, Hints::chains), at);
    }

    /** The kernel misses something that a rule needs: whatever it is, the program blames the chain ({@code nft_cmd_enoent_rule}). */
    SyntaxException noRule(TableName table, String chain, Span at) {
        Thing found = nearest(chain, Hints::chains);
        boolean right = found != null && isThere(table) && found.name().equals(chain);
        return right ? SyntaxException.kernel(MISSING, at) : ofKernel(table, found, at);
    }

    /** The same for a rule of a chain that is there, or of none. */
    SyntaxException noRule(@Nullable Chain chain, Span at) {
        return chain == null
                ? SyntaxException.kernel(MISSING, at)
                : noRule(new TableName(chain.table().family(), chain.table().name(), at), chain.name(), at);
    }

    private boolean isThere(TableName table) {
        return tables.stream()
                .anyMatch(known ->
                        known.family() == table.family() && known.name().equals(table.name()));
    }

    private static SyntaxException ofProgram(@Nullable Thing found, Span at) {
        return SyntaxException.of(found == null ? MISSING : MISSING + meaning(found), at);
    }

    /** {@code table_fuzzy_check} comes first. */
    private SyntaxException ofKernel(TableName wanted, @Nullable Thing found, Span at) {
        if (found == null) {
            return SyntaxException.kernel(MISSING, at);
        }
        boolean same = found.table().family() == wanted.family()
                && found.table().name().equals(wanted.name());
        return isThere(wanted) || same
                ? SyntaxException.kernelWithHint(MISSING + meaning(found), at)
                : SyntaxException.kernelWithHint(MISSING + meaning(found.table()), wanted.at());
    }

    private static String meaning(Thing thing) {
        return "; did you mean " + thing.kind() + " ‘" + thing.name() + "’ in table "
                + thing.table().family().word() + " ‘" + thing.table().name() + "’?";
    }

    static String meaning(Table table) {
        return "; did you mean table ‘" + table.name() + "’ in family "
                + table.family().word() + "?";
    }

    private @Nullable Thing nearest(String name, Function<Table, Stream<Thing>> things) {
        Thing nearest = null;
        int least = Integer.MAX_VALUE;
        for (Thing thing : tables.stream().flatMap(things).toList()) {
            int difference = Names.difference(name, thing.name());
            if (difference < least) {
                least = difference;
                nearest = thing;
            }
        }
        return nearest;
    }

    private static Stream<Thing> chains(Table table) {
        return table.chains().keySet().stream().map(name -> new Thing(table, "chain", name));
    }

    private static Stream<Thing> sets(Table table) {
        return table.sets().values().stream().map(set -> new Thing(table, kind(set), set.name()));
    }

    private static String kind(NftSet set) {
        return set.isMap() ? "map" : "set";
    }

    private static Stream<Thing> objects(Table table) {
        return table.objects().stream().map(object -> new Thing(table, "obj", object.name()));
    }
}
