package dev.vethlab.kernel.netfilter.nftables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table: chains, sets and objects of a family ({@code struct nft_table}). */
public final class Table {

    private final Family family;
    private final String name;
    private final long handle;
    private final Map<String, Chain> chains = new LinkedHashMap<>();
    private final Map<String, NftSet> sets = new LinkedHashMap<>();
    private final List<NamedObject> objects = new ArrayList<>();
    private long lastHandle;

    public String comment = "";

    /** Whether its base chains see no packets. */
    public boolean dormant;

    Table(Family family, String name, long handle) {
        this.family = family;
        this.name = name;
        this.handle = handle;
    }

    public Family family() {
        return family;
    }

    public String name() {
        return name;
    }

    public long handle() {
        return handle;
    }

    /** The chains in the order in which they were made. */
    public Map<String, Chain> chains() {
        return chains;
    }

    public Map<String, NftSet> sets() {
        return sets;
    }

    /** The meters of its rules, by name. */
    public Map<String, NftSet> meters() {
        Map<String, NftSet> meters = new LinkedHashMap<>();
        for (Chain chain : chains.values()) {
            for (Rule rule : chain.rules()) {
                for (Statement statement : rule.statements()) {
                    if (statement instanceof DynamicSetStatement dynamic && dynamic.set().isMeter) {
                        meters.put(dynamic.set().name(), dynamic.set());
                    }
                }
            }
        }
        return meters;
    }

    /** The objects with a name, in the order in which they were made. */
    public List<NamedObject> objects() {
        return objects;
    }

    /** The object of a name; each kind has names of its own. */
    public @Nullable NamedObject object(NamedObject.Kind kind, String wanted) {
        for (NamedObject object : objects) {
            if (object.kind() == kind && object.name().equals(wanted)) {
                return object;
            }
        }
        return null;
    }

    public @Nullable Chain chain(String chain) {
        return chains.get(chain);
    }

    /** Whether a rule in it holds a match or a target of {@code iptables}. */
    public boolean hasExtensions() {
        for (Chain chain : chains.values()) {
            for (Rule rule : chain.rules()) {
                for (Statement statement : rule.statements()) {
                    if (statement instanceof ExtensionStatement) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** A number for something new in it ({@code nf_tables_alloc_handle}). */
    public long nextHandle() {
        return ++lastHandle;
    }

    /** The number given last. */
    public long lastHandle() {
        return lastHandle;
    }

    /** Takes back the numbers given since, for what has come to nothing before it was asked for. */
    public void giveBackHandles(long handle) {
        lastHandle = handle;
    }
}
