package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.FibSelector;
import dev.vethlab.kernel.netfilter.nftables.HashSelector;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.NumberSelector;
import dev.vethlab.kernel.netfilter.nftables.RouteKey;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.TcpOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what rules look at: {@code ip saddr}, {@code meta mark}, {@code ct state} ... */
final class Selectors {

    private static final String META_KEYS =
            "length, protocol, priority, mark, iif, oif, iifname, oifname, iiftype, oiftype,"
                    + " skuid, skgid, nftrace, rtclassid, secmark, nfproto, l4proto, ibrname, obrname, pkttype, cpu, iifgroup, oifgroup,"
                    + " cgroup, random, ipsec, iifkind, oifkind, ibrpvid, ibrvproto, time, day, hour, sdif, sdifname";

    private final Input input;

    Selectors(Input input) {
        this.input = input;
    }

    /** Whether one begins here. */
    boolean isNext() {
        Token token = input.peek();
        if (token.kind() != Token.Kind.WORD) {
            return token.is("@") && input.peek(1).text().equals("th");
        }
        String word = token.text();
        return HeaderField.isProtocol(word)
                || switch (word) {
                    case "meta", "ct", "fib", "rt", "numgen", "jhash", "symhash" -> true;
                    default -> false;
                }
                || isBareMeta(word);
    }

    /** Words that may stand without {@code meta}. */
    private static boolean isBareMeta(String word) {
        return switch (word) {
            case "iif",
                    "oif",
                    "iifname",
                    "oifname",
                    "iifgroup",
                    "oifgroup",
                    "iiftype",
                    "oiftype",
                    "mark",
                    "pkttype",
                    "skuid",
                    "skgid",
                    "rtclassid",
                    "cgroup",
                    "hour",
                    "day",
                    "time",
                    "l4proto",
                    "nfproto" -> true;
            default -> false;
        };
    }

    Selector read() throws SyntaxException {
        Token token = input.next();
        String word = token.text();
        switch (word) {
            case "meta":
                return meta();
            case "ct":
                return ct();
            case "fib":
                return fib();
            case "numgen":
                return numgen();
            case "rt":
                return route();
            case "jhash", "symhash":
                return hash(word.equals("symhash"));
            case "@":
                return raw();
            default:
                if (HeaderField.isProtocol(word)) {
                    return header(word);
                }
                return MetaKey.of(word).orElseThrow(() -> input.unexpected(""));
        }
    }

    private Selector meta() throws SyntaxException {
        Span meta = input.previous().span();
        Token key = input.peek();
        Optional<MetaKey> known = MetaKey.of(key.text());
        if (known.isEmpty()) {
            if (key.is("ibrname") || key.is("obrname")) {
                input.next();
                throw SyntaxException.kernel("Operation not supported", meta.to(key.span()));
            }
            if (key.kind() == Token.Kind.WORD) {
                throw SyntaxException.of(
                        "syntax error, unexpected " + key.text() + ", known keys are " + META_KEYS,
                        input.previous().span().to(key.span()));
            }
            throw input.unexpected("");
        }
        input.next();
        return known.get();
    }

    /** {@code tcp option maxseg size}, {@code tcp option 254}. */
    TcpOption option() throws SyntaxException {
        Token option = input.peek();
        boolean numbered = option.kind() == Token.Kind.NUMBER;
        Optional<Integer> kind = numbered ? Optional.of((int) input.number()) : TcpOption.kind(option.text());
        if (kind.isEmpty()) {
            throw input.unexpected("");
        }
        if (numbered) {
            return TcpOption.presence(option.text(), kind.get());
        }
        input.next();
        Optional<TcpOption> field = TcpOption.of(option.text(), input.peek().text());
        if (field.isPresent()) {
            input.next();
        }
        return field.orElse(TcpOption.presence(option.text(), kind.get()));
    }

    private Selector route() throws SyntaxException {
        if (input.at("ip") && input.peek(1).is("nexthop")) {
            input.next();
        }
        RouteKey key = RouteKey.of(input.peek().text()).orElseThrow(() -> input.unexpected(""));
        input.next();
        return key;
    }

    private Selector header(String protocol) throws SyntaxException {
        if (protocol.equals("tcp") && input.accept("option")) {
            return option();
        }
        Token field = input.peek();
        String name = field.text();
        if (protocol.equals("arp") && (name.equals("saddr") || name.equals("daddr"))) {
            input.next();
            name = name + " " + input.peek().text();
        }
        Optional<HeaderField> known = HeaderField.of(protocol, name);
        if (field.kind() != Token.Kind.WORD || known.isEmpty()) {
            throw input.unexpected("");
        }
        input.next();
        return known.get();
    }

    private Selector ct() throws SyntaxException {
        String key = input.peek().text();
        if (key.equals("original") || key.equals("reply")) {
            input.next();
            key = directed(key);
        }
        Optional<CtKey> known = CtKey.of(key);
        if (known.isEmpty()) {
            throw input.unexpected("");
        }
        input.next();
        return known.get();
    }

    /** What only a direction of a connection has; of the address families there is one, and the protocol is that of both. */
    private String directed(String direction) {
        if (input.accept("ip")) {
            return direction + " ip " + input.peek().text();
        }
        return switch (input.peek().text()) {
            case "saddr", "daddr" -> direction + " ip " + input.peek().text();
            case "protocol", "l3proto" -> input.peek().text();
            default -> direction + " " + input.peek().text();
        };
    }

    private Selector fib() throws SyntaxException {
        Span start = input.previous().span();
        boolean destination = false;
        boolean source = false;
        boolean iif = false;
        boolean oif = false;
        boolean mark = false;
        do {
            switch (input.peek().text()) {
                case "saddr" -> source = true;
                case "daddr" -> destination = true;
                case "iif" -> iif = true;
                case "oif" -> oif = true;
                case "mark" -> mark = true;
                default -> throw input.unexpected("");
            }
            input.next();
        } while (input.accept("."));
        String result = input.peek().text();
        if (!Set.of("type", "oif", "oifname").contains(result)) {
            throw input.unexpected("type or oif or oifname");
        }
        input.next();
        Span all = start.to(input.previous().span());
        if (source && destination) {
            throw SyntaxException.of("fib: saddr and daddr are mutually exclusive", all);
        }
        if (!source && !destination) {
            throw SyntaxException.of("fib: need either saddr or daddr", all);
        }
        boolean asked = Set.of("exists", "missing")
                .contains(input.peek(input.at("!=") || input.at("==") ? 1 : 0).text());
        return new FibSelector(source, iif, oif, mark, result, asked && !result.equals("type"));
    }

    private Selector numgen() throws SyntaxException {
        String kind = input.peek().text();
        if (!kind.equals("inc") && !kind.equals("random")) {
            throw input.unexpected("random or inc");
        }
        input.next();
        long modulus = modulus();
        return new NumberSelector(kind.equals("random"), modulus, offset());
    }

    private Selector hash(boolean symmetric) throws SyntaxException {
        List<Selector> key = new ArrayList<>();
        if (!symmetric) {
            do {
                key.add(read());
            } while (input.accept("."));
        }
        long modulus = modulus();
        boolean seeded = !symmetric && input.accept("seed");
        int seed = seeded ? (int) input.number() : 0;
        return new HashSelector(key, modulus, seed, seeded, offset());
    }

    private long modulus() throws SyntaxException {
        input.expect("mod");
        long modulus = input.number();
        if (modulus == 0) {
            throw input.unexpected("");
        }
        return modulus;
    }

    private long offset() throws SyntaxException {
        return input.accept("offset") ? input.number() : 0;
    }

    /** {@code @th,16,16}: of the raw expressions only the ports of a transport header. */
    private Selector raw() throws SyntaxException {
        input.next();
        input.expect(",");
        long offset = input.number();
        input.expect(",");
        long length = input.number();
        if (length != 16 || offset != 0 && offset != 16) {
            throw input.unexpected("");
        }
        return offset == 0 ? HeaderField.TH_SPORT : HeaderField.TH_DPORT;
    }
}
