package dev.vethlab.tool.iptables;

import java.util.List;
import java.util.Map;

/** The long names of options that every command line may have, with the letters that mean the same. */
final class LongOptions {

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("--append", "-A"),
            Map.entry("--delete", "-D"),
            Map.entry("--check", "-C"),
            Map.entry("--insert", "-I"),
            Map.entry("--replace", "-R"),
            Map.entry("--list", "-L"),
            Map.entry("--list-rules", "-S"),
            Map.entry("--flush", "-F"),
            Map.entry("--zero", "-Z"),
            Map.entry("--new-chain", "-N"),
            Map.entry("--delete-chain", "-X"),
            Map.entry("--rename-chain", "-E"),
            Map.entry("--policy", "-P"),
            Map.entry("--source", "-s"),
            Map.entry("--destination", "-d"),
            Map.entry("--src", "-s"),
            Map.entry("--dst", "-d"),
            Map.entry("--protocol", "-p"),
            Map.entry("--in-interface", "-i"),
            Map.entry("--jump", "-j"),
            Map.entry("--table", "-t"),
            Map.entry("--match", "-m"),
            Map.entry("--numeric", "-n"),
            Map.entry("--out-interface", "-o"),
            Map.entry("--verbose", "-v"),
            Map.entry("--wait", "-w"),
            Map.entry("--wait-interval", "-W"),
            Map.entry("--exact", "-x"),
            Map.entry("--fragments", "-f"),
            Map.entry("--version", "-V"),
            Map.entry("--help", "-h"),
            Map.entry("--line-numbers", "--line-numbers"),
            Map.entry("--modprobe", "--modprobe"),
            Map.entry("--set-counters", "-c"),
            Map.entry("--goto", "-g"),
            Map.entry("--ipv4", "-4"),
            Map.entry("--ipv6", "-6"));

    private LongOptions() {}

    /** The letter for an option, which may be cut short where that leaves one; what is none stays as it is. */
    static String letter(String option) {
        String exact = LETTERS.get(option);
        if (exact != null) {
            return exact;
        }
        List<String> meant = LETTERS.entrySet().stream()
                .filter(known -> known.getKey().startsWith(option))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        return option.length() > 2 && meant.size() == 1 ? meant.get(0) : option;
    }
}
