package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.nftables.BaseChain;
import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.CounterStatement;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.Rule;
import dev.vethlab.kernel.netfilter.nftables.Ruleset;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.Table;
import dev.vethlab.kernel.netfilter.nftables.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes that commands make to a table of iptables ({@code nft.c} of iptables). */
final class RuleTables {

    /** The targets that are for one table only. */
    private static final Map<String, String> ONLY_IN = Map.of(
            "CHECKSUM", "mangle",
            "TTL", "mangle",
            "DSCP", "mangle",
            "TOS", "mangle",
            "NOTRACK", "raw",
            "CT", "raw",
            "REJECT", "filter");

    private static final String NO_CHAIN = "No chain/target/match by that name.";

    private final Namespace namespace;
    private final BuiltinTable builtin;
    private final Family family;

    RuleTables(Namespace namespace, BuiltinTable builtin, Family family) {
        this.namespace = namespace;
        this.builtin = builtin;
        this.family = family;
    }

    private Ruleset ruleset() {
        return namespace.netfilter().ruleset();
    }

    /** The table of nf_tables; null where nothing has been put into it yet. */
    @Nullable
    Table table() {
        return ruleset().table(family, builtin.name());
    }

    private Table makeTable() {
        return ruleset().addTable(family, builtin.name());
    }

    @Nullable
    Chain find(String name) {
        Table table = table();
        return table == null ? null : table.chain(name);
    }

    /** Sees to it that a chain is there that is asked for by name. */
    private void touch(String name) throws ParameterException {
        if (builtin.chains().contains(name)) {
            makeChain(name);
        }
    }

    private Chain makeChain(String name) throws ParameterException {
        Table table = makeTable();
        Chain chain = table.chain(name);
        if (chain != null) {
            return chain;
        }
        if (!builtin.chains().contains(name)) {
            throw ParameterException.refused(NO_CHAIN);
        }
        return ruleset().addChain(table, name, builtin.base(name, false, false, serial()));
    }

    private long serial() {
        return namespace.net().machine().nextSerial();
    }

    private boolean exists(String name) {
        return builtin.chains().contains(name) || find(name) != null;
    }

    boolean isMissing(String name) {
        return !exists(name);
    }

    /** @param index where it goes; -1 for the end */
    void add(RuleSpec spec, int index, String verb) throws ParameterException {
        Verdict verdict = verdict(spec);
        if (!exists(spec.chain)) {
            throw ParameterException.refused(NO_CHAIN);
        }
        Chain known = find(spec.chain);
        if (index > (known == null ? 0 : known.rules().size())) {
            throw ParameterException.refused("Index of insertion too big.");
        }
        Chain chain = makeChain(spec.chain);
        int at = index < 0 ? chain.rules().size() : index;
        List<Statement> statements = spec.statements(new CounterStatement(spec.packets, spec.bytes), verdict);
        Rule rule = new Rule(chain, chain.table().nextHandle(), statements, "", spec);
        try {
            checkTarget(spec, chain.table().name());
            ruleset().addRule(rule, at);
        } catch (KernelException refusal) {
            throw ParameterException.plain(
                    "iptables v1.8.9 (nf_tables):  " + verb + " failed ("
                            + refusal.errno().words() + "): rule in chain " + spec.chain + "\n",
                    4);
        }
    }

    /** {@code xt_check_target}: some targets are for one table only, one is for one protocol. */
    private static void checkTarget(RuleSpec spec, String table) throws KernelException {
        String only = spec.extension == null ? table : ONLY_IN.getOrDefault(spec.target, table);
        if (!only.equals(table)) {
            throw new KernelException(Errno.EINVAL);
        }
        if (spec.extension != null
                && spec.extension.save().equals("--reject-with tcp-reset")
                && (spec.protocol != 6 || spec.notProtocol)) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    private @Nullable Verdict verdict(RuleSpec spec) throws ParameterException {
        if (spec.target.isEmpty() || spec.extension != null) {
            return null;
        }
        switch (spec.target) {
            case "ACCEPT":
                return Verdict.of(Verdict.Kind.ACCEPT);
            case "DROP":
                return Verdict.of(Verdict.Kind.DROP);
            case "RETURN":
                return Verdict.of(Verdict.Kind.RETURN);
            default:
                Chain target = find(spec.target);
                if (target == null || target.base() != null) {
                    throw ParameterException.problem("Chain '" + spec.target + "' does not exist");
                }
                return new Verdict(spec.isGoto ? Verdict.Kind.GOTO : Verdict.Kind.JUMP, target);
        }
    }

    /** The place of a rule that is written so; -1 where there is none. */
    int indexOf(RuleSpec spec) throws ParameterException {
        verdict(spec);
        Chain chain = find(spec.chain);
        if (chain != null) {
            String options = spec.options();
            for (int i = 0; i < chain.rules().size(); i++) {
                if (chain.rules().get(i).origin() instanceof RuleSpec known
                        && known.options().equals(options)) {
                    return i;
                }
            }
        }
        return -1;
    }

    void delete(RuleSpec spec) throws ParameterException {
        int index = indexOf(spec);
        if (index < 0) {
            throw ParameterException.refused("Bad rule (does a matching rule exist in that chain?).");
        }
        deleteAt(spec.chain, index);
    }

    void deleteNumber(String chain, int number) throws ParameterException {
        require(chain);
        Chain known = find(chain);
        if (known == null) {
            throw ParameterException.refused(NO_CHAIN);
        }
        if (number < 1 || number > known.rules().size()) {
            throw ParameterException.refused("Index of deletion too big.");
        }
        deleteAt(chain, number - 1);
    }

    private void deleteAt(String chain, int index) {
        Chain known = find(chain);
        if (known != null) {
            ruleset().deleteRule(known.rules().get(index));
        }
    }

    void require(String chain) throws ParameterException {
        if (!exists(chain)) {
            throw ParameterException.refused(NO_CHAIN);
        }
    }

    void replace(RuleSpec spec, int number) throws ParameterException {
        require(spec.chain);
        Chain chain = find(spec.chain);
        if (chain == null) {
            throw ParameterException.refused(NO_CHAIN);
        }
        if (number < 1 || number > chain.rules().size()) {
            throw ParameterException.refused("Index of replacement too big.");
        }
        deleteAt(spec.chain, number - 1);
        add(spec, number - 1, "RULE_REPLACE");
    }

    void flush(String chain) throws ParameterException {
        if (!chain.isEmpty()) {
            touch(chain);
            require(chain);
        }
        Table table = table();
        if (table == null) {
            return;
        }
        for (Chain known : table.chains().values()) {
            if (chain.isEmpty() || known.name().equals(chain)) {
                List.copyOf(known.rules()).forEach(ruleset()::deleteRule);
            }
        }
    }

    void zero(String chain, int number) throws ParameterException {
        if (!chain.isEmpty() && find(chain) == null) {
            throw ParameterException.refused(NO_CHAIN);
        }
        Table table = table();
        if (table == null) {
            return;
        }
        for (Chain known : table.chains().values()) {
            if (!chain.isEmpty() && !known.name().equals(chain)) {
                continue;
            }
            if (known.base() != null && number == 0) {
                known.base().setCount(0, 0);
            }
            for (int i = 0; i < known.rules().size(); i++) {
                if (number == 0 || number == i + 1) {
                    counter(known.rules().get(i)).reset();
                }
            }
        }
        namespace.net().machine().changed();
    }

    static CounterStatement counter(Rule rule) {
        for (Statement statement : rule.statements()) {
            if (statement instanceof CounterStatement counter) {
                return counter;
            }
        }
        return new CounterStatement(0, 0);
    }

    void newChain(String name) throws ParameterException {
        if (exists(name)) {
            throw ParameterException.refused("Chain already exists.");
        }
        ruleset().addChain(makeTable(), name, null);
    }

    void deleteChain(String name) throws ParameterException {
        Table table = table();
        if (!name.isEmpty()) {
            Chain chain = find(name);
            if (chain == null) {
                throw ParameterException.refused(NO_CHAIN);
            }
            delete(chain);
        } else if (table != null) {
            for (Chain chain : List.copyOf(table.chains().values())) {
                BaseChain base = chain.base();
                if (base == null || chain.rules().isEmpty() && !base.drops()) {
                    delete(chain);
                }
            }
        }
    }

    private void delete(Chain chain) throws ParameterException {
        boolean inUse = !chain.rules().isEmpty() || Ruleset.references(chain) > 0;
        try {
            if (inUse) {
                throw new KernelException(Errno.EBUSY);
            }
            ruleset().deleteChain(chain);
        } catch (KernelException refusal) {
            throw ParameterException.plain(
                    "iptables v1.8.9 (nf_tables):  CHAIN_DEL failed (Device or resource busy): chain " + chain.name()
                            + "\n",
                    4);
        }
    }

    void rename(String name, String newName) throws ParameterException {
        Chain chain = find(name);
        if (chain == null || chain.base() != null) {
            throw ParameterException.refused(NO_CHAIN);
        }
        if (exists(newName)) {
            throw ParameterException.refused("File exists.");
        }
        try {
            ruleset().renameChain(chain, newName);
        } catch (KernelException refusal) {
            throw ParameterException.refused("File exists.");
        }
        for (Chain other : chain.table().chains().values()) {
            for (Rule rule : other.rules()) {
                if (rule.origin() instanceof RuleSpec spec) {
                    spec.target = spec.target.equals(name) ? newName : spec.target;
                    spec.chain = spec.chain.equals(name) ? newName : spec.chain;
                }
            }
        }
    }

    void policy(String name, String policy) throws ParameterException {
        if (!builtin.chains().contains(name)) {
            throw ParameterException.refused("Bad built-in chain name.");
        }
        if (!policy.equals("ACCEPT") && !policy.equals("DROP")) {
            throw ParameterException.refused("Bad policy name. Run `dmesg' for more information.");
        }
        Chain chain = makeChain(name);
        BaseChain old = chain.base();
        long order = old == null ? serial() : old.order();
        ruleset().setBase(chain, builtin.base(name, policy.equals("DROP"), true, order));
    }
}
