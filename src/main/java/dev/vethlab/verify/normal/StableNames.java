package dev.vethlab.verify.normal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names for the MAC addresses that a kernel draws by lot: {@code mac(NAMESPACE/INTERFACE)}, after the place first seen. */
final class StableNames {

    private static final Pattern MAC =
            Pattern.compile("(?<![0-9A-Fa-f:])(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:])");

    /** An address as iproute2 writes it in the id of a bridge: {@code 8000.2:0:0:0:a:1}. */
    private static final Pattern BRIDGE_ID =
            Pattern.compile("\\b([0-9a-f]{4}\\.)((?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2})(?![0-9A-Fa-f:])");

    private static final String ZERO = "00:00:00:00:00:00";

    private final Set<String> literal = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();

    /** Begins with a script, whose own addresses stay as they are. */
    StableNames(String script) {
        Matcher matcher = MAC.matcher(script);
        while (matcher.find()) {
            literal.add(matcher.group().toLowerCase(Locale.ROOT));
        }
    }

    /** Notes where an address was seen; the first place counts. */
    void seen(String namespace, String device, String mac) {
        if (!mac.equals(ZERO) && !literal.contains(mac)) {
            names.putIfAbsent(mac, "mac(" + namespace + "/" + device + ")");
        }
    }

    String mac(String address) {
        String mac = address.toLowerCase(Locale.ROOT);
        String name = names.get(mac);
        if (name != null) {
            return name;
        }
        boolean multicast = (Integer.parseInt(mac.substring(0, 2), 16) & 1) != 0;
        return multicast || mac.equals(ZERO) || literal.contains(mac) ? mac : "mac(?)";
    }

    /** A text with every address in it replaced. */
    String text(String text) {
        if (text.indexOf(':') < 0) {
            return text;
        }
        String named = BRIDGE_ID.matcher(text).replaceAll(found -> Matcher.quoteReplacement(bridgeId(found)));
        return MAC.matcher(named).replaceAll(found -> Matcher.quoteReplacement(mac(found.group())));
    }

    private String bridgeId(MatchResult id) {
        StringBuilder mac = new StringBuilder();
        for (String octet : id.group(2).split(":")) {
            mac.append(mac.isEmpty() ? "" : ":")
                    .append(octet.length() == 1 ? "0" : "")
                    .append(octet);
        }
        return literal.contains(mac.toString()) ? id.group() : id.group(1) + mac(mac.toString());
    }
}
