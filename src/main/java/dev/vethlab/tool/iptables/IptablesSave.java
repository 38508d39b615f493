package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.Table;
import dev.vethlab.tool.Process;
import dev.vethlab.tool.Program;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The programs {@code iptables-save} and {@code ip6tables-save}. */
public final class IptablesSave implements Program {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String name;
    private final Family family;

    private IptablesSave(String name, Family family) {
        this.name = name;
        this.family = family;
    }

    public static IptablesSave forIpv4() {
        return new IptablesSave("iptables-save", Family.IP);
    }

    public static IptablesSave forIpv6() {
        return new IptablesSave("ip6tables-save", Family.IP6);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int run(Process process, List<String> arguments) {
        String only = "";
        boolean counters = false;
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "-t", "--table" -> only = ++i < arguments.size() ? arguments.get(i) : "";
                case "-c", "--counters" -> counters = true;
                case "-V", "--version" -> {
                    process.out(name + " v1.8.9 (nf_tables)\n");
                    return 0;
                }
                default -> {
                    if (!arguments.get(i).startsWith("-")) {
                        process.err("Unknown arguments found on commandline\n");
                        return 1;
                    }
                }
            }
        }
        if (!only.isEmpty() && BuiltinTable.of(only).isEmpty()) {
            process.err("Table `" + only + "' does not exist\n");
            return 1;
        }
        long seconds = process.kernel().machine().realTimeNs() / 1_000_000_000L;
        String date = DATE.format(Instant.ofEpochSecond(seconds));
        for (BuiltinTable builtin : BuiltinTable.all()) {
            Table table = process.namespace().netfilter().ruleset().table(family, builtin.name());
            if (only.isEmpty() ? table != null : only.equals(builtin.name())) {
                TableText text = new TableText(builtin, table);
                text.save(date, counters);
                process.out(text.toString().replace("iptables-save", name));
            }
        }
        return 0;
    }
}
