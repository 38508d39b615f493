package dev.vethlab.explain.diagnosis;

import dev.vethlab.kernel.trace.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Routers that do not translate the addresses behind them, so that nobody outside knows the way back. */
final class TranslationRemedy implements Remedy {

    private static final int MISSING = 22;
    private static final int INCOMPLETE = 11;
    private static final String HOOK = "{ type nat hook postrouting priority 100; }";
    private static final Pattern TABLE = Pattern.compile("table (\\S+) (\\S+) \\{.*");
    private static final Pattern CHAIN = Pattern.compile("\\s*chain (\\S+) \\{.*");

    @Override
    public void propose(Failure failure, Consumer<Change> proposals) {
        Set<String> tried = new LinkedHashSet<>();
        for (Step step : failure.forwarders()) {
            String router = failure.place(step);
            String out = leaving(step);
            if (!out.isEmpty() && tried.add(router + " " + out)) {
                masquerade(router, out, failure.rulesets().getOrDefault(router, ""), proposals);
            }
        }
    }

    /** The interface that a router sends a packet on by. */
    private static String leaving(Step step) {
        String words = step.detail();
        int at = words.lastIndexOf(' ');
        return words.startsWith("forwarded by ") ? words.substring(at + 1) : "";
    }

    private static void masquerade(String router, String out, String ruleset, Consumer<Change> proposals) {
        List<String> chain = postrouting(ruleset);
        List<String> commands = new ArrayList<>();
        if (chain.isEmpty()) {
            commands.add(Change.line(router, List.of("nft", "add", "table", "ip", "nat")));
            commands.add(Change.line(router, List.of("nft", "add", "chain", "ip", "nat", "postrouting", HOOK)));
        }
        List<String> rule = new ArrayList<>(List.of("nft", "add", "rule"));
        rule.addAll(chain.isEmpty() ? List.of("ip", "nat", "postrouting") : chain);
        rule.addAll(List.of("oifname", out, "masquerade"));
        commands.add(Change.line(router, rule));
        proposals.accept(new Change(commands, chain.isEmpty() ? MISSING : INCOMPLETE));
    }

    /** Family, table and chain of the first chain that translates what leaves; nothing where there is none. */
    private static List<String> postrouting(String ruleset) {
        List<String> table = List.of();
        String chain = "";
        for (String line : ruleset.lines().toList()) {
            Matcher tableLine = TABLE.matcher(line);
            Matcher chainLine = CHAIN.matcher(line);
            if (tableLine.matches()) {
                table = List.of(tableLine.group(1), tableLine.group(2));
            } else if (chainLine.matches()) {
                chain = chainLine.group(1);
            } else if (line.contains("type nat hook postrouting") && !table.isEmpty()) {
                return List.of(table.get(0), table.get(1), chain);
            }
        }
        return List.of();
    }
}
