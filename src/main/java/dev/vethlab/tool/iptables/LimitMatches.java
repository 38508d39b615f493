package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.ConnectionLimitStatement;
import dev.vethlab.kernel.netfilter.nftables.ConnectionLimitStatement.By;
import dev.vethlab.kernel.netfilter.nftables.HashLimitStatement;
import dev.vethlab.kernel.netfilter.nftables.HashLimitStatement.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code -m connlimit} and {@code -m hashlimit} (extensions/libxt_connlimit.c, extensions/libxt_hashlimit.c). */
final class LimitMatches extends MatchOptions {

    static final List<String> CONNECTIONS = List.of(
            "--connlimit-above", "--connlimit-upto", "--connlimit-mask", "--connlimit-saddr", "--connlimit-daddr");
    static final List<String> HASHED = List.of(
            "--hashlimit",
            "--hashlimit-upto",
            "--hashlimit-above",
            "--hashlimit-burst",
            "--hashlimit-mode",
            "--hashlimit-srcmask",
            "--hashlimit-dstmask",
            "--hashlimit-name",
            "--hashlimit-htable-size",
            "--hashlimit-htable-max",
            "--hashlimit-htable-expire",
            "--hashlimit-htable-gcinterval");

    private static final long MOST = 0xffff_ffffL;
    private static final int BITS = 32;
    private static final long MOST_BURST = 1_000_000;
    private static final long USUAL_BURST = 5;
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final Map<String, Part> PARTS = parts();

    LimitMatches(MatchOptions options) {
        super(options);
    }

    private static Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("srcip", Part.SOURCE);
        parts.put("srcport", Part.SOURCE_PORT);
        parts.put("dstip", Part.DESTINATION);
        parts.put("dstport", Part.DESTINATION_PORT);
        return parts;
    }

    Extension build() throws ParameterException {
        return name.equals("connlimit") ? connections() : hashed();
    }

    private Extension connections() throws ParameterException {
        boolean above = given.containsKey("--connlimit-above");
        if (above && given.containsKey("--connlimit-upto")) {
            throw ParameterException.problem("connlimit: option \"--connlimit-upto\" cannot be used together with"
                    + " \"--connlimit-above\".\n");
        }
        if (!above && !given.containsKey("--connlimit-upto")) {
            throw ParameterException.problem("You must specify \"--connlimit-above\" or \"--connlimit-upto\".");
        }
        String option = above ? "--connlimit-above" : "--connlimit-upto";
        long limit = OptionNumber.read(name, option, given.getOrDefault(option, ""), 0, MOST);
        boolean more = above != not(option);
        int length = Math.min(BITS, (int) number("--connlimit-mask", 128, BITS));
        boolean destination = given.containsKey("--connlimit-daddr");
        ConnectionLimitStatement statement =
                new ConnectionLimitStatement(limit, more, destination ? By.DESTINATION : By.SOURCE, mask(length));
        String save = (more ? "--connlimit-above " : "--connlimit-upto ") + limit + " --connlimit-mask " + length
                + (destination ? " --connlimit-daddr" : " --connlimit-saddr");
        String list = " #conn " + (destination ? "dst" : "src") + "/" + length + (more ? " > " : " <= ") + limit;
        return new Extension(name, save, list, list, extension("xt match connlimit", statement));
    }

    private static int mask(int length) {
        return length == 0 ? 0 : -1 << BITS - length;
    }

    private long number(String option, long most, long usual) throws ParameterException {
        return given.containsKey(option)
                ? OptionNumber.read(name, option, given.getOrDefault(option, ""), 0, most)
                : usual;
    }

    private Extension hashed() throws ParameterException {
        boolean above = given.containsKey("--hashlimit-above");
        String option =
                above ? "--hashlimit-above" : given.containsKey("--hashlimit") ? "--hashlimit" : "--hashlimit-upto";
        String text = given.get(option);
        if (text != null && !text.matches("[1-9]\\d{0,8}(/[a-z]+)?")) {
            throw bad("--hashlimit-" + (above ? "above" : "upto"), text);
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        String mode = given.getOrDefault("--hashlimit-mode", "");
        for (String word : mode.isEmpty() ? new String[0] : mode.split(",")) {
            Part part = PARTS.get(word);
            if (part == null) {
                throw bad("--hashlimit-mode", mode);
            }
            parts.add(part);
        }
        String table = given.get("--hashlimit-name");
        if (table == null) {
            throw ParameterException.problem("hashlimit: option \"--hashlimit-name\" must be specified\n");
        }
        if (text == null) {
            throw ParameterException.problem("You have to specify --hashlimit");
        }
        long burst = number("--hashlimit-burst", MOST_BURST, USUAL_BURST);
        long expire = number("--hashlimit-htable-expire", MOST, 0);
        int sourceLength = (int) number("--hashlimit-srcmask", BITS, BITS);
        int destinationLength = (int) number("--hashlimit-dstmask", BITS, BITS);
        String[] rate = text.split("/", 2);
        String unit = rate.length == 1 ? "s" : rate[1].substring(0, 1);
        long seconds = unit.equals("m") ? 60 : unit.equals("h") ? 3_600 : unit.equals("d") ? 86_400 : 1;
        String word = unit.equals("m") ? "min" : unit.equals("h") ? "hour" : unit.equals("d") ? "day" : "sec";
        boolean beyond = above != not(option);
        HashLimitStatement statement = new HashLimitStatement(
                seconds * SECOND_NS / Long.parseLong(rate[0]),
                burst,
                beyond,
                parts,
                mask(sourceLength),
                mask(destinationLength),
                expire == 0 ? Math.max(1, seconds) * 10 * SECOND_NS : expire * MILLISECOND_NS);
        return hashed(
                beyond, rate[0] + "/" + word, burst, parts, table, expire, sourceLength, destinationLength, statement);
    }

    private Extension hashed(
            boolean beyond,
            String rate,
            long burst,
            Set<Part> parts,
            String table,
            long expire,
            int sourceLength,
            int destinationLength,
            HashLimitStatement statement) {
        String modes = modes(parts, ",");
        String save = (beyond ? "--hashlimit-above " : "--hashlimit-upto ") + rate + " --hashlimit-burst " + burst
                + (modes.isEmpty() ? "" : " --hashlimit-mode " + modes) + " --hashlimit-name " + table
                + (expire == 0 ? "" : " --hashlimit-htable-expire " + expire)
                + (sourceLength == BITS ? "" : " --hashlimit-srcmask " + sourceLength)
                + (destinationLength == BITS ? "" : " --hashlimit-dstmask " + destinationLength);
        String list = " limit: " + (beyond ? "above " : "up to ") + rate + " burst " + burst
                + (modes.isEmpty() ? "" : " mode " + modes(parts, "-"))
                + (expire == 0 ? "" : " htable-expire " + expire)
                + (sourceLength == BITS ? "" : " srcmask " + sourceLength)
                + (destinationLength == BITS ? "" : " dstmask " + destinationLength);
        return new Extension(
                name, save, list, list, extension(meter(beyond, rate, burst, parts, table, expire), statement));
    }

    /** As {@code nft} writes it ({@code hashlimit_mt_xlate}); how far addresses count is left out there. */
    private static String meter(boolean beyond, String rate, long burst, Set<Part> parts, String table, long expireMs) {
        List<String> key = new ArrayList<>();
        if (parts.contains(Part.DESTINATION)) {
            key.add("ip daddr");
        }
        if (parts.contains(Part.DESTINATION_PORT)) {
            key.add("tcp dport");
        }
        if (parts.contains(Part.SOURCE)) {
            key.add("ip saddr");
        }
        if (parts.contains(Part.SOURCE_PORT)) {
            key.add("tcp sport");
        }
        String[] words = rate.split("/");
        String unit = words[1].equals("sec") ? "second" : words[1].equals("min") ? "minute" : words[1];
        long usual = switch (unit) {
            case "minute" -> 60;
            case "hour" -> 3600;
            case "day" -> 86_400;
            default -> 1;
        };
        long seconds = expireMs == 0 ? usual : expireMs / 1000;
        return "meter " + table + " {" + (key.isEmpty() ? "" : " " + String.join(" . ", key))
                + (seconds == 1 ? "" : " timeout " + seconds + "s") + " limit rate " + (beyond ? "over " : "")
                + words[0] + "/" + unit + (burst == USUAL_BURST ? "" : " burst " + burst + " packets") + " }";
    }

    private static String modes(Set<Part> parts, String between) {
        return String.join(
                between,
                PARTS.entrySet().stream()
                        .filter(entry -> parts.contains(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private static ParameterException bad(String option, String text) {
        return ParameterException.problem("hashlimit: Bad value for \"" + option + "\" option: \"" + text + "\"");
    }
}
