package dev.vethlab.tool.ss;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import dev.vethlab.kernel.socket.SocketInfo;
import dev.vethlab.tool.hosts.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Reads filter expressions ({@code ssfilter.y}): {@code src}, {@code dst}, {@code sport}, {@code dport}, joined and negated. */
final class SocketFilter {

    /** An expression that cannot be read. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    private static final int ADDRESS_BITS = 32;

    /** The program's own parser has a stack that ends too. */
    private static final int MOST_TERMS = 1_000;

    private final List<String> words;
    private int at;
    private int terms;

    private SocketFilter(List<String> words) {
        this.words = words;
    }

    static Predicate<SocketInfo> parse(List<String> arguments) throws Malformed {
        List<String> words = new ArrayList<>();
        for (String argument : arguments) {
            for (String word : argument.replaceAll("([()!]|[<>=!]=|[<>=](?!=))", " $1 ")
                    .strip()
                    .split("\\s+", -1)) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        SocketFilter filter = new SocketFilter(words);
        if (words.isEmpty()) {
            return info -> true;
        }
        Predicate<SocketInfo> test = filter.either();
        if (filter.at < words.size()) {
            throw new Malformed("ss: bison bellows (while parsing filter): \"syntax error!\" Sorry.\n");
        }
        return test;
    }

    private boolean take(String... alternatives) {
        if (at < words.size() && List.of(alternatives).contains(words.get(at))) {
            at++;
            return true;
        }
        return false;
    }

    private Predicate<SocketInfo> either() throws Malformed {
        Predicate<SocketInfo> test = both();
        while (take("or", "|", "||")) {
            test = test.or(both());
        }
        return test;
    }

    private Predicate<SocketInfo> both() throws Malformed {
        Predicate<SocketInfo> test = one();
        while (at < words.size() && !List.of("or", "|", "||", ")").contains(words.get(at))) {
            take("and", "&", "&&");
            test = test.and(one());
        }
        return test;
    }

    private Predicate<SocketInfo> one() throws Malformed {
        if (++terms > MOST_TERMS) {
            throw new Malformed("ss: bison bellows (while parsing filter): \"memory exhausted!\" Sorry.\n");
        }
        return term();
    }

    private Predicate<SocketInfo> term() throws Malformed {
        if (take("not", "!")) {
            return one().negate();
        }
        if (take("(")) {
            Predicate<SocketInfo> inner = either();
            if (!take(")")) {
                throw new Malformed("ss: bison bellows (while parsing filter): \"syntax error!\" Sorry.\n");
            }
            return inner;
        }
        boolean source = at < words.size() && words.get(at).startsWith("s");
        if (take("sport", "dport")) {
            return port(source);
        }
        if (take("src", "dst")) {
            take("=", "==", "eq");
            return address(word(), source);
        }
        return address(word(), false);
    }

    private String word() throws Malformed {
        if (at >= words.size()) {
            throw new Malformed("ss: bison bellows (while parsing filter): \"syntax error!\" Sorry.\n");
        }
        return words.get(at++);
    }

    private static int port(SocketInfo info, boolean source) {
        return source ? info.localPort() : info.remotePort();
    }

    private Predicate<SocketInfo> port(boolean source) throws Malformed {
        String operator = "=";
        if (at < words.size() && words.get(at).matches("[<>=!]=?|eq|ne|neq|lt|le|gt|ge|geq|leq")) {
            operator = word();
            if (operator.equals("!") && take("=")) {
                operator = "!=";
            }
        }
        int wanted = port(word());
        return switch (operator) {
            case "!=", "ne", "neq" -> info -> port(info, source) != wanted;
            case "<", "lt" -> info -> port(info, source) < wanted;
            case "<=", "le", "leq" -> info -> port(info, source) <= wanted;
            case ">", "gt" -> info -> port(info, source) > wanted;
            case ">=", "ge", "geq" -> info -> port(info, source) >= wanted;
            default -> info -> port(info, source) == wanted;
        };
    }

    private static int port(String text) throws Malformed {
        String word = text.substring(text.lastIndexOf(':') + 1);
        OptionalInt number = word.matches("[0-9]{1,5}") ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
        if (number.isPresent()) {
            return number.getAsInt();
        }
        Optional<Integer> named = Services.port(word, "tcp").or(() -> Services.port(word, "udp"));
        return named.orElseThrow(() -> new Malformed(
                "Error: an inet prefix is expected rather than \"" + text + "\".\nCannot parse dst/src address.\n"));
    }

    private static Predicate<SocketInfo> address(String text, boolean source) throws Malformed {
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? "" : text.substring(colon + 1);
        boolean anyPort = port.isEmpty() || port.equals("*");
        int wanted = anyPort ? 0 : port(port);
        boolean anyHost = host.isEmpty() || host.equals("*");
        Ipv4Prefix prefix = anyHost ? new Ipv4Prefix(Ipv4Address.ANY, 0) : prefix(host, text);
        return info -> {
            Ipv4Address address = source ? info.local() : info.remote();
            return prefix.contains(address) && (anyPort || port(info, source) == wanted);
        };
    }

    private static Ipv4Prefix prefix(String host, String text) throws Malformed {
        int slash = host.indexOf('/');
        String length = slash < 0 ? String.valueOf(ADDRESS_BITS) : host.substring(slash + 1);
        Optional<Ipv4Address> address = Ipv4Address.parse(slash < 0 ? host : host.substring(0, slash));
        if (address.isEmpty() || !length.matches("[0-9]{1,2}") || Integer.parseInt(length) > ADDRESS_BITS) {
            throw new Malformed(
                    "Error: an inet prefix is expected rather than \"" + text + "\".\nCannot parse dst/src address.\n");
        }
        return new Ipv4Prefix(address.get(), Integer.parseInt(length));
    }
}
