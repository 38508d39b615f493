package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.FibSelector;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.NumberSelector;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import java.util.Optional;
import java.util.Set;

/** Reads what rules look at: {@code ip saddr}, {@code meta mark}, {@code ct state} ... */
final class Selectors {

    private static final Set<String> HEADERS = Set.of("ip", "icmp", "tcp", "udp", "th", "ether", "arp");

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
        return HEADERS.contains(word)
                || word.equals("meta")
                || word.equals("ct")
                || word.equals("fib")
                || word.equals("numgen")
                || isBareMeta(word);
    }

    /** Words that may stand without {@code meta}. */
    private static boolean isBareMeta(String word) {
        return switch (word) {
            case "iif", "oif", "iifname", "oifname", "mark", "pkttype", "skuid", "skgid", "l4proto", "nfproto" -> true;
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
            case "@":
                return raw();
            default:
                if (HEADERS.contains(word)) {
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

    private Selector header(String protocol) throws SyntaxException {
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
            key += " " + input.next().text() + " " + input.peek().text();
        }
        Optional<CtKey> known = CtKey.of(key);
        if (known.isEmpty()) {
            throw input.unexpected("");
        }
        input.next();
        return known.get();
    }

    private Selector fib() throws SyntaxException {
        boolean source = false;
        boolean iif = false;
        boolean oif = false;
        boolean mark = false;
        do {
            switch (input.peek().text()) {
                case "saddr" -> source = true;
                case "daddr" -> source = false;
                case "iif" -> iif = true;
                case "oif" -> oif = true;
                case "mark" -> mark = true;
                default -> throw input.unexpected("");
            }
            input.next();
        } while (input.accept("."));
        String result = input.peek().text();
        if (!Set.of("type", "oif", "oifname").contains(result)) {
            throw input.unexpected("");
        }
        input.next();
        return new FibSelector(source, iif, oif, mark, result);
    }

    private Selector numgen() throws SyntaxException {
        String kind = input.peek().text();
        if (!kind.equals("inc") && !kind.equals("random")) {
            throw input.unexpected("");
        }
        input.next();
        input.expect("mod");
        return new NumberSelector(kind.equals("random"), Math.max(1, input.number()));
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
