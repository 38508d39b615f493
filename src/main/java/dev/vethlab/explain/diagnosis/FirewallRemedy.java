package dev.vethlab.explain.diagnosis;

import dev.vethlab.lab.ConnectionRequest;
import dev.vethlab.lab.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of a firewall that drop or refuse packets, and chains that do so where no rule decides. */
final class FirewallRemedy implements Remedy {

    private static final int RULE = 6;
    private static final int OTHER_RULE = 24;
    private static final int POLICY = 9;
    private static final int ACCEPTED = 7;
    private static final int EVERYTHING = 40;
    private static final Pattern TABLE = Pattern.compile("table (\\S+) (\\S+) \\{.*");
    private static final Pattern CHAIN = Pattern.compile("\\s*chain (\\S+) \\{.*");
    private static final Pattern HANDLE = Pattern.compile("\\s*(.*) # handle (\\d+)");

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        Set<String> dropping = failure.dropping();
        failure.rulesets().forEach((namespace, ruleset) -> {
            if (dropping.contains(namespace)) {
                read(namespace, ruleset, accepted(failure.request()), proposals);
                proposals.accept(Change.of(EVERYTHING, namespace, "nft", "flush", "ruleset"));
            }
        });
    }

    /** What a chain that drops everything else has to let through: what is asked, and what is answered. */
    private static List<List<String>> accepted(Probe probe) {
        if (probe instanceof ConnectionRequest connection) {
            String transport = connection.transport().word();
            String port = Integer.toString(connection.port());
            return List.of(
                    List.of(transport, "dport", port, "accept"),
                    List.of("ct", "state", "established,related", "accept"),
                    List.of(transport, "sport", port, "accept"));
        }
        return List.of(
                List.of("ct", "state", "established,related", "accept"), List.of("meta", "l4proto", "icmp", "accept"));
    }

    private static void read(
            String namespace, String ruleset, List<List<String>> accepted, Consumer<Change> proposals) {
        List<String> table = List.of();
        String chain = "";
        for (String line : ruleset.lines().toList()) {
            Matcher tableLine = TABLE.matcher(line);
            Matcher chainLine = CHAIN.matcher(line);
            Matcher ruleLine = HANDLE.matcher(line);
            if (tableLine.matches()) {
                table = List.of(tableLine.group(1), tableLine.group(2));
                chain = "";
            } else if (chainLine.matches()) {
                chain = chainLine.group(1);
            } else if (!chain.isEmpty() && line.contains("policy drop;")) {
                policy(namespace, table, chain, accepted, proposals);
            } else if (!chain.isEmpty() && ruleLine.matches()) {
                boolean refuses = Arrays.asList(ruleLine.group(1).split("\\s+")).stream()
                        .anyMatch(word -> word.equals("drop") || word.equals("reject"));
                command(
                        namespace,
                        refuses ? RULE : OTHER_RULE,
                        proposals,
                        List.of("delete", "rule"),
                        table,
                        List.of(chain, "handle", ruleLine.group(2)));
            }
        }
    }

    private static void policy(
            String namespace,
            List<String> table,
            String chain,
            List<List<String>> accepted,
            Consumer<Change> proposals) {
        command(namespace, POLICY, proposals, List.of("chain"), table, List.of(chain, "{ policy accept; }"));
        for (List<String> match : accepted) {
            List<String> rule = new ArrayList<>(List.of(chain));
            rule.addAll(match);
            command(namespace, ACCEPTED, proposals, List.of("add", "rule"), table, rule);
        }
    }

    private static void command(
            String namespace,
            int rank,
            Consumer<Change> proposals,
            List<String> verb,
            List<String> table,
            List<String> rest) {
        List<String> words = new ArrayList<>(List.of("nft"));
        words.addAll(verb);
        words.addAll(table);
        words.addAll(rest);
        proposals.accept(new Change(List.of(Change.line(namespace, words)), rank));
    }
}
