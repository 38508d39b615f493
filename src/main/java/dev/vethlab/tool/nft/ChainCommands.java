package dev.vethlab.tool.nft;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.nftables.BaseChain;
import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Commands about chains. */
final class ChainCommands {

    private static final Set<String> TYPES = Set.of("filter", "nat", "route");

    private final Input input;
    private final Session session;

    ChainCommands(Input input, Session session) {
        this.input = input;
        this.session = session;
    }

    /** {@code add chain [FAMILY] TABLE NAME [{ type ... }]}. */
    void add(Token verb, boolean exclusive) throws SyntaxException {
        input.expect("chain");
        TableName name = TableName.read(input);
        Token chain = input.name();
        ChainProperties properties = new ChainProperties();
        if (input.accept("{")) {
            input.skipNewlines();
            while (!input.at("}")) {
                property(name.family(), properties);
                end();
            }
            input.expect("}");
        }
        if (session.live()) {
            apply(name, chain, properties, exclusive, input.command(verb.span()));
        }
    }

    /** A chain with its rules inside a table. */
    void block(TableName name, BlockPart part) throws SyntaxException {
        Token chain = input.name();
        Span start = chain.span();
        if (part == BlockPart.OBJECTS) {
            input.skipBraces();
            return;
        }
        input.expect("{");
        input.skipNewlines();
        ChainProperties properties = new ChainProperties();
        while (input.at("type") || input.at("policy") || input.at("comment")) {
            property(name.family(), properties);
            end();
        }
        if (part == BlockPart.CHAINS) {
            apply(name, chain, properties, false, start.to(input.previous().span()));
            input.skipToClosingBrace();
            return;
        }
        Table table = part == BlockPart.RULES ? session.find(name) : null;
        Chain target = table == null ? null : table.chain(chain.text());
        while (!input.at("}")) {
            RuleCommands rules = new RuleCommands(input, session);
            rules.inBlock(name, target);
            end();
        }
        input.expect("}");
    }

    private void end() throws SyntaxException {
        if (input.peek().kind() != Token.Kind.NEWLINE && !input.at(";")) {
            throw input.unexpected("newline or semicolon");
        }
        input.skipNewlines();
    }

    private void property(Family family, ChainProperties properties) throws SyntaxException {
        if (input.at("type")) {
            Span start = input.next().span();
            hook(family, properties);
            properties.hookAt = start.to(input.previous().span());
        } else if (input.at("policy")) {
            Span start = input.next().span();
            if (!input.at("accept") && !input.at("drop")) {
                throw input.unexpected("accept or drop or '$'");
            }
            properties.drops = input.next().is("drop");
            properties.policyAt = start.to(input.previous().span());
        } else if (input.accept("comment")) {
            properties.comment = input.string().text();
        } else {
            throw input.unexpected("");
        }
    }

    private void hook(Family family, ChainProperties properties) throws SyntaxException {
        Token type = input.next();
        properties.type = type;
        if (!TYPES.contains(type.text())) {
            throw SyntaxException.of("unknown chain type", type.span());
        }
        input.expect("hook");
        Token hook = input.next();
        properties.hook = hook;
        Optional<HookPoint> point = BaseChain.hook(hook.text());
        if (point.isEmpty()) {
            throw SyntaxException.of("unknown chain hook", hook.span());
        }
        Span devices = input.peek().span();
        properties.devices = devices();
        properties.devicesAt = devices.to(input.previous().span());
        Span start = input.expect("priority").span();
        properties.priority = priority(family, point.get(), start);
    }

    private List<String> devices() throws SyntaxException {
        if (input.accept("device")) {
            return List.of(device());
        }
        if (!input.accept("devices")) {
            return List.of();
        }
        input.expect("=");
        input.expect("{");
        List<String> names = new ArrayList<>();
        do {
            names.add(device());
        } while (input.accept(","));
        input.expect("}");
        return names;
    }

    private String device() throws SyntaxException {
        Token name = input.peek();
        if (name.kind() != Token.Kind.WORD && name.kind() != Token.Kind.QUOTED) {
            throw input.unexpected("string or quoted string or '$'");
        }
        return input.next().text();
    }

    private int priority(Family family, HookPoint point, Span start) throws SyntaxException {
        int sign = input.accept("-") ? -1 : 1;
        Token first = input.peek();
        if (first.kind() == Token.Kind.NUMBER) {
            return sign * (int) input.number();
        }
        Token word = input.string();
        int offset = 0;
        if (input.at("+") || input.at("-")) {
            int direction = input.next().is("-") ? -1 : 1;
            offset = direction * (int) input.number();
        }
        Map<String, Integer> names = BaseChain.priorities(family, point);
        if (!names.containsKey(word.text())) {
            throw SyntaxException.of(
                    "invalid priority expression value in this context.",
                    start.to(input.previous().span()));
        }
        return names.get(word.text()) + offset;
    }

    private Chain apply(TableName name, Token chain, ChainProperties properties, boolean exclusive, Span command)
            throws SyntaxException {
        Table table = session.require(name, true);
        properties.check(name.family());
        Chain known = table.chain(chain.text());
        if (known != null) {
            return change(known, chain, properties, exclusive, command);
        }
        if (properties.hook == null && properties.drops != null) {
            throw SyntaxException.kernel("Operation not supported", properties.policyAt);
        }
        BaseChain base = properties.hook == null ? null : base(name.family(), properties, command);
        Chain made = session.ruleset().addChain(table, chain.text(), base);
        made.comment = properties.comment;
        if (session.echo()) {
            session.out()
                    .append("add chain ")
                    .append(name.family().word())
                    .append(' ')
                    .append(name.name())
                    .append(' ')
                    .append(chain.text());
            session.out()
                    .append(session.style().handles() ? " # handle " + made.handle() : "")
                    .append('\n');
        }
        return made;
    }

    private Chain change(Chain known, Token chain, ChainProperties properties, boolean exclusive, Span command)
            throws SyntaxException {
        BaseChain base = known.base();
        if (exclusive || properties.hook != null && base == null) {
            throw SyntaxException.kernel("File exists", chain.span());
        }
        if (base != null
                && properties.hook != null
                && properties.type != null
                && (!base.hookWord().equals(properties.hook.text())
                        || base.priority() != properties.priority
                        || !base.type().word().equals(properties.type.text()))) {
            throw SyntaxException.kernel("Operation not supported", command);
        }
        if (properties.drops != null) {
            if (base == null) {
                throw SyntaxException.kernel("Operation not supported", properties.policyAt);
            }
            session.ruleset().setPolicy(known, base, properties.drops);
        } else {
            session.ruleset().addTable(known.table().family(), known.table().name());
        }
        return known;
    }

    private BaseChain base(Family family, ChainProperties properties, Span command) throws SyntaxException {
        Token hook = Objects.requireNonNull(properties.hook);
        Token kind = Objects.requireNonNull(properties.type);
        HookPoint point = BaseChain.hook(hook.text()).orElseThrow();
        BaseChain.Type type = BaseChain.Type.valueOf(kind.text().toUpperCase(Locale.ROOT));
        boolean filtersOnly = family == Family.ARP || family == Family.BRIDGE || family == Family.NETDEV;
        if (filtersOnly && type != BaseChain.Type.FILTER) {
            throw SyntaxException.kernel("No such file or directory", kind.span());
        }
        boolean possible = switch (type) {
            case FILTER -> family != Family.ARP || point == HookPoint.LOCAL_IN || point == HookPoint.LOCAL_OUT;
            case NAT -> point != HookPoint.FORWARD;
            case ROUTE -> point == HookPoint.LOCAL_OUT;
        };
        if (!possible) {
            throw SyntaxException.kernel("Operation not supported", command);
        }
        boolean drops = properties.drops != null && properties.drops;
        return new BaseChain(
                family,
                type,
                point,
                properties.priority,
                drops,
                false,
                session.namespace().net().machine().nextSerial(),
                properties.devices);
    }

    /** A chain that the kernel looks up. */
    private Chain require(TableName name, Token chain) throws SyntaxException {
        Table table = session.find(name);
        Chain known = table == null ? null : table.chain(chain.text());
        if (known == null && table != null && chain.kind() == Token.Kind.NUMBER && chain.fits()) {
            long handle = Input.magnitude(chain.text()).longValue();
            known = table.chains().values().stream()
                    .filter(candidate -> candidate.handle() == handle)
                    .findFirst()
                    .orElse(null);
        }
        if (known == null) {
            throw session.hints().noChain(name, chain.text(), table == null ? name.at() : chain.span());
        }
        return known;
    }

    void delete() throws SyntaxException {
        TableName name = TableName.read(input);
        Token chain = input.accept("handle") ? input.next() : input.name();
        if (session.live()) {
            try {
                session.ruleset().deleteChain(require(name, chain));
            } catch (KernelException refusal) {
                throw SyntaxException.kernel(refusal.errno().words(), chain.span());
            }
        }
    }

    void flush() throws SyntaxException {
        TableName name = TableName.read(input);
        Token chain = input.name();
        if (session.live()) {
            Chain known = session.requireOfKernel(name, false).chain(chain.text());
            if (known == null) {
                throw SyntaxException.kernel("No such file or directory", chain.span());
            }
            List.copyOf(known.rules()).forEach(session.ruleset()::deleteRule);
        }
    }

    void rename() throws SyntaxException {
        TableName name = TableName.read(input);
        Token chain = input.name();
        Token renamed = input.name();
        if (session.live()) {
            session.require(name, true);
            try {
                session.ruleset().renameChain(require(name, chain), renamed.text());
            } catch (KernelException refusal) {
                throw SyntaxException.kernel(refusal.errno().words(), chain.span());
            }
        }
    }
}
