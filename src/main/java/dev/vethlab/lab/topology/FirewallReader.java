package dev.vethlab.lab.topology;

import dev.vethlab.kernel.Kernel;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.tool.Printed;
import dev.vethlab.tool.iptables.IptablesSave;
import dev.vethlab.tool.nft.Nft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the packet filter of a namespace: what {@code iptables} made in its words, every other table as {@code nft} lists it. */
final class FirewallReader {

    /** A rule that {@code iptables} has no words for. */
    private static final Pattern WORDLESS = Pattern.compile("-A \\S+");

    private static final Pattern CHAIN = Pattern.compile("\n\tchain (\\S+) \\{");
    private static final Pattern TABLE = Pattern.compile("table ip (\\S+) \\{");

    private final Map<String, List<String>> saved = new LinkedHashMap<>();
    private final String ruleset;

    FirewallReader(Kernel kernel, Namespace namespace) {
        this.ruleset = Printed.by(new Nft(), kernel, namespace, "list", "ruleset");
        List<String> table = new ArrayList<>();
        for (String line :
                Printed.by(IptablesSave.forIpv4(), kernel, namespace).lines().toList()) {
            if (line.startsWith("*")) {
                table = new ArrayList<>();
                saved.put(line.substring(1), table);
            } else if (line.startsWith(":") || line.startsWith("-")) {
                table.add(line);
            }
        }
        saved.entrySet().removeIf(entry -> !isWhole(entry.getKey(), entry.getValue()));
    }

    /** Whether the words of {@code iptables} make a whole table: it has only chains and rules that they can tell, and something to tell. */
    private boolean isWhole(String table, List<String> lines) {
        Set<String> chains = new HashSet<>();
        boolean told = false;
        for (String line : lines) {
            if (WORDLESS.matcher(line).matches()) {
                return false;
            }
            if (line.startsWith(":")) {
                chains.add(line.substring(1).split(" ")[0]);
            }
            told |= !line.startsWith(":") || !line.contains(" ACCEPT ");
        }
        int begin = ruleset.indexOf("table ip " + table + " {");
        Matcher chain = CHAIN.matcher(begin < 0 ? "" : ruleset.substring(begin, ruleset.indexOf("\n}", begin)));
        while (chain.find()) {
            told &= chains.contains(chain.group(1));
        }
        return told;
    }

    /** The tables that {@code iptables} can tell whole; chains first, since rules jump to them. */
    List<String> iptables() {
        List<String> chains = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        saved.forEach((table, lines) -> lines.forEach(line -> {
            if (line.startsWith("-")) {
                rules.add("-t " + table + " " + line);
                return;
            }
            String[] chain = line.substring(1).split(" ");
            if (chain[1].equals("-")) {
                chains.add("-t " + table + " -N " + chain[0]);
            } else if (!chain[1].equals("ACCEPT")) {
                chains.add("-t " + table + " -P " + chain[0] + " " + chain[1]);
            }
        }));
        chains.addAll(rules);
        return chains;
    }

    /** All other tables. */
    List<String> nftables() {
        List<String> tables = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean told = false;
        for (String line : ruleset.lines().toList()) {
            Matcher begins = TABLE.matcher(line);
            told = begins.matches() ? saved.containsKey(begins.group(1)) : told && text.length() > 0;
            text.append(line).append('\n');
            if (line.equals("}")) {
                if (!told) {
                    tables.add(text.toString());
                }
                text.setLength(0);
            }
        }
        return tables;
    }
}
