package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code -m conntrack} in the words of {@code nft} ({@code _conntrack3_mt_xlate}). */
final class ConnectionWords {

    private static final Map<String, Integer> PROTOCOLS = Map.of("icmp", 1, "tcp", 6, "udp", 17, "sctp", 132);

    private final MatchOptions options;
    private final List<String> words = new ArrayList<>();

    private ConnectionWords(MatchOptions options) {
        this.options = options;
    }

    /** @param state what {@code --ctstate} made, where it is given */
    static List<String> of(MatchOptions options, Optional<Extension> state) {
        ConnectionWords words = new ConnectionWords(options);
        words.say("--ctdir", "direction", text -> text.toLowerCase(Locale.ROOT));
        words.say("--ctproto", "original protocol", ConnectionWords::protocol);
        state.ifPresent(extension -> {
            for (Statement statement : extension.statements()) {
                words.words.add(statement.text(TextStyle.PLAIN));
            }
        });
        words.say("--ctstatus", "status", ConnectionWords::status);
        words.say("--ctexpire", "expiration", ConnectionWords::range);
        words.say("--ctorigsrc", "original saddr", text -> text);
        words.say("--ctorigdst", "original daddr", text -> text);
        words.say("--ctreplsrc", "reply saddr", text -> text);
        words.say("--ctrepldst", "reply daddr", text -> text);
        words.say("--ctorigsrcport", "original proto-src", ConnectionWords::range);
        words.say("--ctorigdstport", "original proto-dst", ConnectionWords::range);
        words.say("--ctreplsrcport", "reply proto-src", ConnectionWords::range);
        words.say("--ctrepldstport", "reply proto-dst", ConnectionWords::range);
        return words.words;
    }

    /** How the argument of an option is written. */
    private interface Writing {
        String of(String text);
    }

    private void say(String option, String key, Writing writing) {
        String text = options.given.get(option);
        if (text != null) {
            String value = writing.of(text);
            words.add("ct " + key + (options.not(option) ? " !=" : "") + (value.isEmpty() ? "" : " " + value));
        }
    }

    private static String protocol(String text) {
        Integer number = PROTOCOLS.get(text.toLowerCase(Locale.ROOT));
        return number == null ? text : number.toString();
    }

    private static String status(String text) {
        return text.equalsIgnoreCase("NONE")
                ? ""
                : text.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String range(String text) {
        return text.replace(':', '-');
    }
}
