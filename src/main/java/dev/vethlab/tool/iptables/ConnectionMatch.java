package dev.vethlab.tool.iptables;

import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.nftables.ConnectionStatement;
import dev.vethlab.kernel.netfilter.nftables.ConnectionStatement.Name;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code -m conntrack} with more than the state (extensions/libxt_conntrack.c). */
final class ConnectionMatch extends MatchOptions {

    static final List<String> OPTIONS = List.of(
            "--ctstate",
            "--ctproto",
            "--ctorigsrc",
            "--ctorigdst",
            "--ctreplsrc",
            "--ctrepldst",
            "--ctorigsrcport",
            "--ctorigdstport",
            "--ctreplsrcport",
            "--ctrepldstport",
            "--ctstatus",
            "--ctexpire",
            "--ctdir");

    private static final Map<String, Integer> STATUS = status();
    private static final Map<String, Integer> PROTOCOLS = Map.of("icmp", 1, "tcp", 6, "udp", 17, "sctp", 132);
    private static final int WHOLE = 32;
    private static final long MOST_PROTOCOL = 255;
    private static final long MOST = 0xffff_ffffL;

    private final List<Statement> parts = new ArrayList<>();
    private final StringBuilder save = new StringBuilder();
    private final StringBuilder list = new StringBuilder();

    ConnectionMatch(MatchOptions options) {
        super(options);
    }

    private static Map<String, Integer> status() {
        Map<String, Integer> status = new LinkedHashMap<>();
        status.put("EXPECTED", 1);
        status.put("SEEN_REPLY", Connection.SEEN_REPLY);
        status.put("ASSURED", Connection.ASSURED);
        status.put("CONFIRMED", Connection.CONFIRMED);
        return status;
    }

    /** @param state what {@code --ctstate} made, where it is given */
    Extension build(Optional<Extension> state) throws ParameterException {
        state.ifPresent(extension -> {
            parts.addAll(extension.statements());
            save.append(extension.save());
            list.append(extension.numeric());
        });
        if (given.containsKey("--ctproto")) {
            String text = given.getOrDefault("--ctproto", "").toLowerCase(Locale.ROOT);
            long protocol = PROTOCOLS.containsKey(text)
                    ? PROTOCOLS.getOrDefault(text, 0)
                    : OptionNumber.read(name, "--ctproto", text, 0, MOST_PROTOCOL);
            add("--ctproto", Long.toString(protocol), Name.PROTOCOL, protocol, protocol);
        }
        address("--ctorigsrc", Name.ORIGINAL_SOURCE);
        address("--ctorigdst", Name.ORIGINAL_DESTINATION);
        address("--ctreplsrc", Name.REPLY_SOURCE);
        address("--ctrepldst", Name.REPLY_DESTINATION);
        port("--ctorigsrcport", Name.ORIGINAL_SOURCE_PORT);
        port("--ctorigdstport", Name.ORIGINAL_DESTINATION_PORT);
        port("--ctreplsrcport", Name.REPLY_SOURCE_PORT);
        port("--ctrepldstport", Name.REPLY_DESTINATION_PORT);
        statuses();
        expiry();
        direction();
        String shown = list.toString();
        String translation = String.join(" ", ConnectionWords.of(this, state));
        return new Extension(
                name, save.toString(), shown, shown, extension(translation, parts.toArray(Statement[]::new)));
    }

    private void add(String option, String text, Name what, long low, long high) {
        say(option, text);
        parts.add(new ConnectionStatement(what, low, high, not(option)));
    }

    private void say(String option, String text) {
        save.append(save.isEmpty() ? "" : " ")
                .append(bang(option))
                .append(option)
                .append(' ')
                .append(text);
        list.append(' ')
                .append(bang(option))
                .append(option.substring(2))
                .append(' ')
                .append(text);
    }

    private void address(String option, Name what) throws ParameterException {
        String text = given.get(option);
        if (text != null) {
            Ipv4Prefix prefix = Command.prefixes(text).get(0);
            long low = Integer.toUnsignedLong(prefix.network().bits());
            long high = low | Integer.toUnsignedLong(~Ipv4Prefix.mask(prefix.length()));
            String shown = prefix.length() == WHOLE ? prefix.network().toString() : prefix.toString();
            add(option, shown, what, low, high);
        }
    }

    private void port(String option, Name what) throws ParameterException {
        if (given.containsKey(option)) {
            Ports.Range range = Ports.Range.parse(given.getOrDefault(option, ""), ':');
            add(option, range.text(':'), what, range.low(), range.high());
        }
    }

    private void statuses() throws ParameterException {
        String text = given.get("--ctstatus");
        if (text == null) {
            return;
        }
        List<String> names = new ArrayList<>();
        int bits = 0;
        for (String word : text.split(",")) {
            if (!STATUS.containsKey(word.toUpperCase(Locale.ROOT)) && !word.equalsIgnoreCase("NONE")) {
                throw ParameterException.problem("Bad ctstatus \"" + text + "\"");
            }
        }
        for (Map.Entry<String, Integer> status : STATUS.entrySet()) {
            if (List.of(text.toUpperCase(Locale.ROOT).split(",")).contains(status.getKey())) {
                names.add(status.getKey());
                bits |= status.getValue();
            }
        }
        add("--ctstatus", names.isEmpty() ? "NONE" : String.join(",", names), Name.STATUS, bits, bits);
    }

    private void expiry() throws ParameterException {
        String text = given.get("--ctexpire");
        if (text != null) {
            String[] ends = text.split(":", 2);
            long low = OptionNumber.read(name, "--ctexpire", ends[0], 0, MOST);
            long high = ends.length == 1 ? low : OptionNumber.read(name, "--ctexpire", ends[1], 0, MOST);
            add("--ctexpire", low == high ? Long.toString(low) : low + ":" + high, Name.EXPIRY, low, high);
        }
    }

    private void direction() throws ParameterException {
        String text = given.get("--ctdir");
        if (text != null) {
            String word = text.toUpperCase(Locale.ROOT);
            if (!word.equals("ORIGINAL") && !word.equals("REPLY")) {
                throw ParameterException.problem("conntrack: Bad value for \"--ctdir\" option: \"" + text + "\"");
            }
            long reply = word.equals("REPLY") ? 1 : 0;
            add("--ctdir", word, Name.DIRECTION, reply, reply);
        }
    }
}
