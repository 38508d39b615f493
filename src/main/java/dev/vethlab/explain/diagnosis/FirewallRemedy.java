package dev.vethlab.explain.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        failure.rulesets().forEach((namespace, ruleset) -> {
            read(namespace, ruleset, proposals);
            proposals.accept(Change.of(EVERYTHING, namespace, "nft", "flush", "ruleset"));
        });
    }

    private static void read(String namespace, String ruleset, Consumer<Change> proposals) {
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
                policy(namespace, table, chain, proposals);
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

    private static void policy(String namespace, List<String> table, String chain, Consumer<Change> proposals) {
        command(namespace, POLICY, proposals, List.of("chain"), table, List.of(chain, "{ policy accept; }"));
        command(
                namespace,
                ACCEPTED,
                proposals,
                List.of("add", "rule"),
                table,
                List.of(chain, "meta", "l4proto", "icmp", "accept"));
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
