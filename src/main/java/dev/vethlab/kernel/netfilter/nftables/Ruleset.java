package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a namespace, and the changes to them (net/netfilter/nf_tables_api.c). Changes are made in transactions: what a
 * transaction did is undone where any part of it is refused.
 */
public final class Ruleset {

    private record Key(Family family, String name) {}

    private final Map<Key, Table> tables = new LinkedHashMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final Runnable onCommit;
    private long lastTable;
    private long generation = 1;

    /** @param onCommit what is to be done when the rules have changed */
    public Ruleset(Runnable onCommit) {
        this.onCommit = onCommit;
    }

    /** The tables in the order in which they were made. */
    public Collection<Table> tables() {
        return tables.values();
    }

    public @Nullable Table table(Family family, String name) {
        return tables.get(new Key(family, name));
    }

    /** A table that is in no ruleset, to try a rule in. */
    public static Table scratch(Family family) {
        return new Table(family, "", 0);
    }

    /** Grows with each transaction. */
    public long generation() {
        return generation;
    }

    /** Takes what has been done since the last commit as done. */
    public void commit() {
        if (!undo.isEmpty()) {
            undo.clear();
            generation++;
            onCommit.run();
        }
    }

    /** Undoes what has been done since the last commit. */
    public void abort() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    /** Adds a table, or finds the one of that name. */
    public Table addTable(Family family, String name) {
        Key key = new Key(family, name);
        Table known = tables.get(key);
        if (known != null) {
            undo.push(() -> {});
            return known;
        }
        Table table = new Table(family, name, ++lastTable);
        tables.put(key, table);
        undo.push(() -> tables.remove(key));
        return table;
    }

    public void deleteTable(Table table) {
        Map<Key, Table> before = new LinkedHashMap<>(tables);
        tables.remove(new Key(table.family(), table.name()));
        undo.push(() -> {
            tables.clear();
            tables.putAll(before);
        });
    }

    /** Adds a chain, which must not exist. */
    public Chain addChain(Table table, String name, @Nullable BaseChain base) {
        Chain chain = new Chain(table, name, table.nextHandle(), base);
        table.chains().put(name, chain);
        undo.push(() -> table.chains().remove(name));
        return chain;
    }

    /** Makes a chain with other properties of what was one, or gives it another policy. */
    public void setPolicy(Chain chain, BaseChain base, boolean drops) {
        boolean before = base.drops();
        base.setDrops(drops);
        undo.push(() -> base.setDrops(before));
    }

    /** Has a base chain count what comes to its end from now on. */
    public void setBase(Chain chain, BaseChain base) {
        BaseChain before = chain.base();
        chain.setBase(base);
        undo.push(() -> chain.setBase(before));
    }

    /**
     * Gives a chain another name.
     *
     * @throws KernelException EEXIST
     */
    public void renameChain(Chain chain, String name) throws KernelException {
        Map<String, Chain> chains = chain.table().chains();
        if (chains.containsKey(name)) {
            throw new KernelException(Errno.EEXIST);
        }
        Map<String, Chain> before = new LinkedHashMap<>(chains);
        String oldName = chain.name();
        Map<String, Chain> after = new LinkedHashMap<>();
        chain.rename(name);
        before.forEach((key, value) -> after.put(value.name(), value));
        replace(chains, after);
        undo.push(() -> {
            chain.rename(oldName);
            replace(chains, before);
        });
    }

    private static <V> void replace(Map<String, V> map, Map<String, V> content) {
        map.clear();
        map.putAll(content);
    }

    /**
     * Deletes a chain with its rules.
     *
     * @throws KernelException EBUSY where something leads to it
     */
    public void deleteChain(Chain chain) throws KernelException {
        if (references(chain) > 0) {
            throw new KernelException(Errno.EBUSY);
        }
        deleteWithUndo(chain.table().chains(), chain.name());
    }

    private <V> void deleteWithUndo(Map<String, V> map, String name) {
        Map<String, V> before = new LinkedHashMap<>(map);
        map.remove(name);
        undo.push(() -> replace(map, before));
    }

    /** How many rules and elements lead to a chain. */
    public static int references(Chain chain) {
        int count = 0;
        for (Chain other : chain.table().chains().values()) {
            for (Rule rule : other.rules()) {
                for (Statement statement : rule.statements()) {
                    if (statement instanceof VerdictStatement decided
                            && decided.verdict().chain() == chain) {
                        count++;
                    } else if (statement instanceof VerdictMap map && map.map().isAnonymous()) {
                        count += references(map.map(), chain);
                    }
                }
            }
        }
        for (NftSet set : chain.table().sets().values()) {
            count += references(set, chain);
        }
        return count;
    }

    private static int references(NftSet set, Chain chain) {
        int count = 0;
        for (NftSet.Element element : set.elements()) {
            if (element.verdict() != null && element.verdict().chain() == chain) {
                count++;
            }
        }
        return count;
    }

    /**
     * Puts a rule into its chain.
     *
     * @param index where it goes
     * @throws KernelException where a part of it may not stand there; it has been added then, and the transaction must be aborted
     */
    public void addRule(Rule rule, int index) throws KernelException {
        List<Rule> rules = rule.chain().rules();
        rules.add(index, rule);
        undo.push(() -> rules.remove(rule));
        for (Statement statement : rule.statements()) {
            if (statement instanceof DynamicSetStatement dynamic) {
                dynamic.set().limit();
            }
            if (statement instanceof VerdictStatement decided
                    && decided.verdict().chain() != null
                    && decided.verdict().chain().base() != null) {
                throw new KernelException(Errno.EOPNOTSUPP);
            }
        }
        try {
            validate(rule.chain().table());
        } catch (KernelException refusal) {
            // The kernel finds out at the end of the batch, and goes through it again to find out which rule it was.
            rule.takeHandlesAgain();
            throw refusal;
        }
    }

    private static void validate(Table table) throws KernelException {
        for (Chain chain : table.chains().values()) {
            BaseChain base = chain.base();
            if (base != null) {
                chain.validate(base.point(), base.type(), 0);
            }
        }
    }

    public void deleteRule(Rule rule) {
        List<Rule> rules = rule.chain().rules();
        int index = rules.indexOf(rule);
        rules.remove(index);
        undo.push(() -> rules.add(index, rule));
    }

    public void addSet(Table table, NftSet set) {
        set.handle = table.nextHandle();
        table.sets().put(set.name(), set);
        undo.push(() -> table.sets().remove(set.name()));
    }

    /**
     * Deletes a set.
     *
     * @throws KernelException EBUSY where a rule refers to it
     */
    public void deleteSet(Table table, NftSet set) throws KernelException {
        for (Chain chain : table.chains().values()) {
            for (Rule rule : chain.rules()) {
                for (Statement statement : rule.statements()) {
                    if (refersTo(statement, set)) {
                        throw new KernelException(Errno.EBUSY);
                    }
                }
            }
        }
        deleteWithUndo(table.sets(), set.name());
    }

    private static boolean refersTo(Statement statement, NftSet set) {
        return statement instanceof SetLookup lookup && lookup.set() == set
                || statement instanceof VerdictMap map && map.map() == set
                || statement instanceof DynamicSetStatement dynamic && dynamic.set() == set
                || statement instanceof ObjectMapStatement objects && objects.map() == set
                || statement instanceof NatStatement nat
                        && nat.address() instanceof Operand.Mapped mapped
                        && mapped.map() == set
                || statement instanceof AssignStatement assign
                        && assign.value() instanceof Operand.Mapped mapped
                        && mapped.map() == set;
    }

    /** Gives a set other elements. */
    public void setElements(NftSet set, List<NftSet.Element> elements) {
        List<NftSet.Element> before = new ArrayList<>(set.elements());
        set.replaceAll(elements);
        undo.push(() -> set.replaceAll(before));
    }

    public void addObject(Table table, NamedObject object) {
        table.objects().add(object);
        undo.push(() -> table.objects().remove(object));
    }

    /**
     * Deletes an object with a name.
     *
     * @throws KernelException EBUSY where a rule or an element refers to it
     */
    public void deleteObject(Table table, NamedObject object) throws KernelException {
        for (Chain chain : table.chains().values()) {
            for (Rule rule : chain.rules()) {
                for (Statement statement : rule.statements()) {
                    boolean named = statement instanceof ObjectStatement reference && reference.object() == object
                            || statement instanceof ObjectMapStatement map
                                    && map.map().isAnonymous()
                                    && namesObject(map.map(), object);
                    if (named) {
                        throw new KernelException(Errno.EBUSY);
                    }
                }
            }
        }
        for (NftSet set : table.sets().values()) {
            if (namesObject(set, object)) {
                throw new KernelException(Errno.EBUSY);
            }
        }
        int index = table.objects().indexOf(object);
        table.objects().remove(index);
        undo.push(() -> table.objects().add(index, object));
    }

    private static boolean namesObject(NftSet set, NamedObject object) {
        DataType type = set.dataType();
        return type != null
                && type.word().equals(object.kind().word())
                && set.elements().stream()
                        .anyMatch(element ->
                                element.data() != null && element.data().name().equals(object.name()));
    }

    /** Whether any rule asks how much connections have carried. */
    public boolean needsAccounting() {
        return tables.values().stream()
                .flatMap(table -> table.chains().values().stream())
                .flatMap(chain -> chain.rules().stream())
                .flatMap(rule -> rule.statements().stream())
                .anyMatch(Statement::needsAccounting);
    }

    /** Whether any rule that IPv4 packets can meet needs them tracked. */
    public boolean needsConntrack() {
        for (Table table : tables.values()) {
            if (table.family().seesIpv4()) {
                for (Chain chain : table.chains().values()) {
                    for (Rule rule : chain.rules()) {
                        if (rule.needsConntrack()) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }
}
