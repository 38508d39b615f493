package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.Ruleset;
import dev.vethlab.kernel.netfilter.nftables.Table;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs {@code iptables-restore} and {@code ip6tables-restore}. */
public final class IptablesRestore implements Program {

    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

    private final String name;
    private final Family family;

    private IptablesRestore(String name, Family family) {
        this.name = name;
        this.family = family;
    }

    public static IptablesRestore forIpv4() {
        return new IptablesRestore("iptables-restore", Family.IP);
    }

    public static IptablesRestore forIpv6() {
        return new IptablesRestore("ip6tables-restore", Family.IP6);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int run(Process process, List<String> arguments) {
        boolean keep = arguments.contains("-n") || arguments.contains("--noflush");
        Ruleset ruleset = process.namespace().netfilter().ruleset();
        String table = "";
        int number = 0;
        for (String line : process.input().split("\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                if (line.startsWith("*")) {
                    table = line.substring(1).trim();
                    begin(process, table, keep);
                } else if (line.startsWith("COMMIT")) {
                    ruleset.commit();
                } else if (line.startsWith(":")) {
                    chain(process, table, line.substring(1).split("\\s+"));
                } else {
                    List<String> words = words(line);
                    words.add("-t");
                    words.add(table);
                    Iptables.carryOut(process, new Command(words, process.namespace()).read(), family);
                }
            } catch (ParameterException refusal) {
                ruleset.abort();
                process.err(
                        String.valueOf(refusal.getMessage()).startsWith("iptables:")
                                ? name + ": line " + number + " failed\n"
                                : String.valueOf(refusal.getMessage())
                                        .replace("iptables v1.8.9 (nf_tables): ", name + " v1.8.9 (nf_tables): ")
                                        .replaceFirst("\nTry", "\nError occurred at line: " + number + "\nTry")
                                        .replace(
                                                "`iptables -h' or 'iptables --help'",
                                                "`" + name + " -h' or '" + name + " --help'"));
                return refusal.code();
            }
        }
        ruleset.abort();
        return 0;
    }

    private void begin(Process process, String table, boolean keep) {
        Table known = process.namespace().netfilter().ruleset().table(family, table);
        if (known != null && !keep) {
            process.namespace().netfilter().ruleset().deleteTable(known);
        }
    }

    private void chain(Process process, String table, String[] parts) throws ParameterException {
        BuiltinTable builtin = BuiltinTable.of(table)
                .orElseThrow(() -> ParameterException.plain(name + ": table '" + table + "' does not exist\n", 1));
        RuleTables tables = new RuleTables(process.namespace(), builtin, family);
        if (builtin.chains().contains(parts[0])) {
            tables.policy(parts[0], parts[1]);
        } else if (tables.find(parts[0]) == null) {
            tables.newChain(parts[0]);
        }
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        String rest = line.replaceFirst("^\\[\\d+:\\d+\\] *", "");
        Matcher matcher = WORD.matcher(rest);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) == null
                            ? matcher.group(2)
                            : matcher.group(1).replaceAll("\\\\(.)", "$1"));
        }
        return words;
    }
}
