package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.Ruleset;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.List;

/** The programs {@code iptables} and {@code ip6tables}. */
public final class Iptables implements Program {

    private final String name;
    private final Family family;

    private Iptables(String name, Family family) {
        this.name = name;
        this.family = family;
    }

    public static Iptables forIpv4() {
        return new Iptables("iptables", Family.IP);
    }

    /** Its rules are kept and shown, but no packet of a lab meets them. */
    public static Iptables forIpv6() {
        return new Iptables("ip6tables", Family.IP6);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int run(Process process, List<String> arguments) {
        Ruleset ruleset = process.namespace().netfilter().ruleset();
        try {
            Command command = new Command(arguments, process.namespace()).read();
            if (command.version) {
                process.out(name + " v1.8.9 (nf_tables)\n");
                return 0;
            }
            if (command.help) {
                process.out(Usage.TEXT);
                return 0;
            }
            int code = carryOut(process, command, family);
            ruleset.commit();
            return code;
        } catch (ParameterException refusal) {
            ruleset.abort();
            if (refusal.code() != 2) {
                process.refused(new KernelException(
                        Errno.EINVAL, String.valueOf(refusal.getMessage()).trim()));
            }
            process.err(String.valueOf(refusal.getMessage())
                    .replace("iptables v1", name + " v1")
                    .replace("iptables:", name + ":"));
            return refusal.code();
        }
    }

    static int carryOut(Process process, Command command, Family family) throws ParameterException {
        BuiltinTable builtin = BuiltinTable.of(command.table)
                .orElseThrow(() -> ParameterException.plain(
                        "iptables v1.8.9 (nf_tables): table '" + command.table
                                + "' does not exist\nPerhaps iptables or your kernel needs to be upgraded.\n",
                        3));
        RuleTables tables = new RuleTables(process.namespace(), builtin, family);
        TableText text = new TableText(builtin, tables.table());
        switch (command.letter) {
            case 'L', 'S', 'Z' -> show(process, command, tables, text);
            case 'F' -> {
                if (command.verbose) {
                    told(process, "Flushing", builtin, tables, command.chain);
                }
                tables.flush(command.chain);
            }
            case 'N' -> tables.newChain(command.chain);
            case 'X' -> {
                tables.deleteChain(command.chain);
                if (command.verbose && !command.chain.isEmpty()) {
                    process.out("Deleting chain `" + command.chain + "'\n");
                }
            }
            case 'P' -> tables.policy(command.chain, command.argument);
            case 'E' -> tables.rename(command.chain, command.argument);
            default -> {
                return change(process, command, tables);
            }
        }
        return 0;
    }

    private static void told(Process process, String what, BuiltinTable builtin, RuleTables tables, String only) {
        for (String chain : builtin.chains()) {
            if (only.isEmpty() || only.equals(chain)) {
                process.out(what + " chain `" + chain + "'\n");
            }
        }
        if (tables.table() != null) {
            for (Chain chain : tables.table().chains().values()) {
                if (chain.base() == null && (only.isEmpty() || only.equals(chain.name()))) {
                    process.out(what + " chain `" + chain.name() + "'\n");
                }
            }
        }
    }

    /** The chains that are there whose counters are set back. */
    private static void zeroed(Process process, RuleTables tables, String only) {
        if (tables.table() != null) {
            for (Chain chain : tables.table().chains().values()) {
                if (only.isEmpty() || only.equals(chain.name())) {
                    process.out("Zeroing chain `" + chain.name() + "'\n");
                }
            }
        }
    }

    private static void show(Process process, Command command, RuleTables tables, TableText text)
            throws ParameterException {
        if (command.letter != 'Z' && !text.isCompatible()) {
            throw ParameterException.plain(
                    "iptables v1.8.9 (nf_tables): table `" + command.table + "' is incompatible, use 'nft' tool.\n\n",
                    1);
        }
        if (!command.chain.isEmpty() && command.letter != 'Z' && tables.isMissing(command.chain)) {
            throw command.letter == 'L'
                    ? ParameterException.plain(
                            "iptables v1.8.9 (nf_tables): chain `" + command.chain + "' in table `" + command.table
                                    + "' is incompatible, use 'nft' tool.\n",
                            1)
                    : ParameterException.refused("No chain/target/match by that name.");
        }
        if (command.letter == 'L' || command.letter == 'Z' && command.zero) {
            text.list(command);
        } else if (command.letter == 'S') {
            text.rules(command);
        }
        process.out(text.toString());
        if (command.letter == 'Z' || command.zero) {
            if (command.verbose && command.number == 0) {
                zeroed(process, tables, command.chain);
            }
            tables.zero(command.chain, command.number);
        }
    }

    private static int change(Process process, Command command, RuleTables tables) throws ParameterException {
        int offset = 0;
        for (RuleSpec spec : command.rules) {
            switch (command.letter) {
                case 'A' -> tables.add(spec, -1, "RULE_APPEND");
                case 'I' -> tables.add(spec, Math.max(0, command.number - 1) + offset++, "RULE_INSERT");
                case 'R' -> tables.replace(spec, command.number);
                case 'C' -> {
                    if (tables.indexOf(spec) < 0) {
                        throw ParameterException.refused("Bad rule (does a matching rule exist in that chain?).");
                    }
                }
                default -> {
                    if (command.number != 0) {
                        tables.deleteNumber(spec.chain, command.number);
                    } else {
                        tables.delete(spec);
                    }
                }
            }
            if (command.verbose && (command.letter != 'D' || command.number == 0)) {
                process.out(TableText.added(spec));
            }
        }
        return 0;
    }
}
