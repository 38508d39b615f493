package dev.vethlab.tool.iptables;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.netfilter.nftables.RecentList;
import dev.vethlab.kernel.netfilter.nftables.RecentStatement;
import dev.vethlab.kernel.netfilter.nftables.RecentStatement.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code -m recent}: addresses remembered (extensions/libxt_recent.c). */
final class RecentMatch extends MatchOptions {

    static final List<String> OPTIONS = List.of(
            "--set",
            "--rcheck",
            "--update",
            "--remove",
            "--seconds",
            "--reap",
            "--hitcount",
            "--rttl",
            "--name",
            "--rsource",
            "--rdest",
            "--mask");

    private static final long MOST = 0xffff_ffffL;
    private static final Map<String, Action> ACTIONS = actions();

    RecentMatch(MatchOptions options) {
        super(options);
    }

    private static Map<String, Action> actions() {
        Map<String, Action> actions = new LinkedHashMap<>();
        actions.put("--set", Action.SET);
        actions.put("--rcheck", Action.CHECK);
        actions.put("--update", Action.UPDATE);
        actions.put("--remove", Action.REMOVE);
        return actions;
    }

    Extension build(Namespace namespace) throws ParameterException {
        String option = action();
        if (given.containsKey("--reap") && !given.containsKey("--seconds")) {
            throw ParameterException.problem("recent: option \"--reap\" also requires \"--seconds\".\n");
        }
        long seconds = number("--seconds", 1);
        long hits = number("--hitcount", 0);
        String name = given.getOrDefault("--name", "DEFAULT");
        boolean destination = given.containsKey("--rdest");
        String maskText = given.getOrDefault("--mask", "255.255.255.255");
        Ipv4Address mask = Ipv4Address.parse(maskText)
                .orElseThrow(() ->
                        ParameterException.problem("recent: Bad value for \"--mask\" option: \"" + maskText + "\""));
        Action action = ACTIONS.getOrDefault(option, Action.CHECK);
        RecentList list = RecentLists.in(namespace, name, hits);
        RecentStatement statement = new RecentStatement(
                list,
                action,
                not(option),
                seconds,
                hits,
                given.containsKey("--reap"),
                given.containsKey("--rttl"),
                !destination,
                mask.bits());
        String save = bang(option) + option + (seconds == 0 ? "" : " --seconds " + seconds)
                + (given.containsKey("--reap") ? " --reap" : "") + (hits == 0 ? "" : " --hitcount " + hits)
                + (given.containsKey("--rttl") ? " --rttl" : "") + " --name " + name + " --mask " + mask
                + (destination ? " --rdest" : " --rsource");
        String shown = (not(option) ? " !" : "") + " recent: " + action.name()
                + (seconds == 0 ? "" : " seconds: " + seconds) + (given.containsKey("--reap") ? " reap" : "")
                + (hits == 0 ? "" : " hit_count: " + hits) + (given.containsKey("--rttl") ? " TTL-Match" : "")
                + " name: " + name + " side: " + (destination ? "dest" : "source") + " mask: " + mask;
        return new Extension(this.name, save, shown, shown, extension("xt match recent", statement));
    }

    private String action() throws ParameterException {
        String found = "";
        for (String option : ACTIONS.keySet()) {
            if (given.containsKey(option)) {
                if (!found.isEmpty()) {
                    throw ParameterException.problem(
                            "recent: option \"" + found + "\" cannot be used together with \"" + option + "\".\n");
                }
                found = option;
            }
        }
        if (found.isEmpty()) {
            throw ParameterException.problem(
                    "recent: you must specify one of `--set', `--rcheck' `--update' or `--remove'");
        }
        return found;
    }

    private long number(String option, long least) throws ParameterException {
        return given.containsKey(option)
                ? OptionNumber.read(name, option, given.getOrDefault(option, ""), least, MOST)
                : 0;
    }
}
