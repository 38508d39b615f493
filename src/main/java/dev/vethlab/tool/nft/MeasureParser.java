package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.ConnectionLimitStatement;
import dev.vethlab.kernel.netfilter.nftables.ConnectionLimitStatement.By;
import dev.vethlab.kernel.netfilter.nftables.CounterStatement;
import dev.vethlab.kernel.netfilter.nftables.LimitStatement;
import dev.vethlab.kernel.netfilter.nftables.LogStatement;
import dev.vethlab.kernel.netfilter.nftables.NamedObject;
import dev.vethlab.kernel.netfilter.nftables.QuotaStatement;
import dev.vethlab.kernel.netfilter.nftables.StatefulStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import java.util.Set;

/** Reads the statements that count, limit and tell: {@code counter}, {@code limit}, {@code quota}, {@code log}. */
final class MeasureParser {

    private static final Set<String> UNITS = Set.of("bytes", "kbytes", "mbytes");

    private final Input input;
    private final RuleScope scope;

    MeasureParser(Input input, RuleScope scope) {
        this.input = input;
        this.scope = scope;
    }

    Statement counter() throws SyntaxException {
        input.next();
        if (input.at("name")) {
            input.next();
            return new ObjectReference(input, scope).read(NamedObject.Kind.COUNTER);
        }
        return counts();
    }

    /** {@code packets N bytes N}, or nothing. */
    CounterStatement counts() throws SyntaxException {
        long packets = 0;
        long bytes = 0;
        if (input.accept("packets")) {
            packets = input.number();
            input.expect("bytes");
            bytes = input.number();
        }
        return new CounterStatement(packets, bytes);
    }

    Statement limit() throws SyntaxException {
        input.next();
        if (input.accept("name")) {
            return new ObjectReference(input, scope).read(NamedObject.Kind.LIMIT);
        }
        if (!input.at("rate")) {
            throw input.unexpected("name or rate");
        }
        return rate();
    }

    /** {@code rate N/UNIT ...}. */
    LimitStatement rate() throws SyntaxException {
        input.expect("rate");
        boolean over = input.accept("over");
        input.accept("until");
        long rate = input.number();
        long factor = 0;
        Token joined = input.peek();
        int slash = joined.kind() == Token.Kind.WORD ? joined.text().indexOf('/') : -1;
        if (slash > 0 && UNITS.contains(joined.text().substring(0, slash))) {
            factor = bytesOf(joined.text().substring(0, slash));
        } else if (UNITS.contains(joined.text())) {
            factor = unit();
        }
        if (slash < 0 && !input.at("/")) {
            throw input.unexpected("/ or string or bytes");
        }
        Token unit = slash < 0 ? unitToken() : input.next();
        String word = unit.text().substring(slash + 1);
        if (!LimitStatement.isUnit(word)) {
            input.rewind(input.position() - 1);
            throw input.unexpected("");
        }
        long burst = factor == 0 ? 5 : 0;
        if (input.accept("burst")) {
            burst = input.number();
            if (factor == 0) {
                input.accept("packets");
            } else {
                burst *= unit();
            }
        }
        return new LimitStatement(
                Math.max(1, rate * Math.max(1, factor)),
                word,
                burst,
                factor != 0,
                over,
                scope.namespace().net().machine().nowNs());
    }

    /** Whether what an element of a set remembers comes next. */
    boolean isStatefulNext() {
        return input.at("counter")
                || input.at("limit")
                || input.at("quota")
                || input.at("ct") && input.peek(1).is("count");
    }

    /** What each element of a set is to remember ({@code stateful_stmt}). */
    StatefulStatement stateful() throws SyntaxException {
        if (!isStatefulNext()) {
            throw input.unexpected("");
        }
        Statement statement = switch (input.peek().text()) {
            case "counter" -> counter();
            case "limit" -> limit();
            case "quota" -> quota();
            default -> connections();
        };
        if (!(statement instanceof StatefulStatement stateful)) {
            throw input.unexpected("");
        }
        return stateful;
    }

    /** {@code ct count}: how many connections there are. */
    ConnectionLimitStatement connections() throws SyntaxException {
        input.next();
        input.next();
        boolean over = input.accept("over");
        if (input.peek().kind() != Token.Kind.NUMBER) {
            throw input.unexpected(over ? "number" : "number or over");
        }
        return new ConnectionLimitStatement(input.number(), over, By.NOBODY, 0);
    }

    private Token unitToken() {
        input.next();
        return input.next();
    }

    private long unit() {
        return bytesOf(input.next().text());
    }

    private static long bytesOf(String unit) {
        return switch (unit) {
            case "kbytes" -> 1024;
            case "mbytes" -> 1024 * 1024;
            default -> 1;
        };
    }

    Statement quota() throws SyntaxException {
        input.next();
        if (input.accept("name")) {
            return new ObjectReference(input, scope).read(NamedObject.Kind.QUOTA);
        }
        return amount();
    }

    /** {@code [over] N UNIT [used N UNIT]}. */
    QuotaStatement amount() throws SyntaxException {
        boolean over = input.accept("over");
        input.accept("until");
        long amount = input.number();
        if (!UNITS.contains(input.peek().text())) {
            throw input.unexpected("");
        }
        long bytes = amount * unit();
        long used = input.accept("used") ? input.number() * unit() : 0;
        return new QuotaStatement(bytes, over, used);
    }

    Statement log() throws SyntaxException {
        Span log = input.next().span();
        String prefix = "";
        String group = "";
        String level = "";
        String flags = "";
        String limits = "";
        while (true) {
            if (input.accept("prefix")) {
                if (input.atEndOfStatement()) {
                    throw input.unexpected("string or quoted string or string with a trailing asterisk");
                }
                prefix = " prefix \"" + input.string().text() + "\"";
            } else if (input.accept("group")) {
                group = " group " + input.number();
            } else if (input.at("snaplen") || input.at("queue-threshold")) {
                limits += " " + input.next().text() + " " + input.number();
            } else if (input.accept("level")) {
                String word = input.next().text();
                level = word.equals("warn") ? "" : " level " + word;
            } else if (input.accept("flags")) {
                StringBuilder words =
                        new StringBuilder(" flags ").append(input.next().text());
                while (input.at("sequence") || input.at("options") || input.at(",")) {
                    boolean joined = input.at(",") || input.previous().is(",");
                    words.append(joined ? "" : " ").append(input.next().text());
                }
                flags += words;
            } else {
                if (scope.isLive() && !group.isEmpty() && !level.isEmpty()) {
                    throw SyntaxException.of("level and group are mutually exclusive", log);
                }
                return new LogStatement(prefix + group + limits + level + flags);
            }
        }
    }
}
