package dev.vethlab.tool.nft;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.Rule;
import dev.vethlab.kernel.netfilter.nftables.Ruleset;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands about rules. */
final class RuleCommands {

    /** The index of a rule that is not there. */
    private static final int NOWHERE = -1;

    private final Input input;
    private final Session session;

    RuleCommands(Input input, Session session) {
        this.input = input;
        this.session = session;
    }

    /**
     * Where a rule goes.
     *
     * @param word {@code handle}, {@code position}, {@code index}; empty for the end or the beginning
     */
    private record Place(String word, long number, Span at, Span all) {

        /** No rule is there. */
        SyntaxException missing() {
            return SyntaxException.kernel("No such file or directory", word.equals("index") ? all : at);
        }
    }

    /** {@code add|insert|replace rule [FAMILY] TABLE CHAIN [handle N] STATEMENTS}. */
    void add(Token verb) throws SyntaxException {
        TableName name = TableName.read(input);
        Token chainName = input.name();
        Place place = place();
        if (session.live() && isMissing(name, chainName)) {
            readInVain(name);
        }
        Chain chain = session.live() ? chain(name, chainName) : null;
        Table table = chain == null ? null : chain.table();
        RuleParser parser = new RuleParser(input, new RuleScope(session.namespace(), name.family(), table, chain));
        if (place == null && chain != null && verb.is("replace")) {
            throw input.unexpected("handle");
        }
        int target = chain == null ? 0 : index(verb, chain, place);
        read(parser, table, target == NOWHERE && place != null ? place.missing() : null);
        if (chain == null || table == null) {
            return;
        }
        Span command = input.command(verb.span());
        Rule old = verb.is("replace") ? chain.rules().get(target) : null;
        if (old != null) {
            session.ruleset().deleteRule(old);
        }
        Rule rule = put(chain, parser, target, old == null ? table.nextHandle() : old.handle(), command);
        if (session.echo()) {
            session.out()
                    .append(verb.is("insert") ? "insert rule " : "add rule ")
                    .append(name.family().word())
                    .append(' ')
                    .append(name.name())
                    .append(' ')
                    .append(chain.name())
                    .append(' ')
                    .append(rule.text(session.style()));
            session.out()
                    .append(session.style().handles() ? " # handle " + rule.handle() : "")
                    .append('\n');
        }
    }

    private boolean isMissing(TableName name, Token chain) {
        Table table = session.find(name);
        return table == null || table.chain(chain.text()) == null;
    }

    /** A rule for a chain that is not there: nft itself says what it does not understand, and the kernel looks for the chain first. */
    private void readInVain(TableName name) throws SyntaxException {
        Table scratch = Ruleset.scratch(name.family());
        try {
            new RuleParser(input, new RuleScope(session.namespace(), name.family(), scratch, null)).read();
        } catch (SyntaxException refusal) {
            if (!refusal.isByKernel()) {
                throw refusal;
            }
        }
    }

    /**
     * Reads what a rule does.
     *
     * @param lost that its place is not there, which the kernel sees before it looks at what the rule does; null where it is
     */
    private static void read(RuleParser parser, @Nullable Table table, @Nullable SyntaxException lost)
            throws SyntaxException {
        long before = table == null ? 0 : table.lastHandle();
        try {
            parser.read();
            AdjacentFields.arrange(parser.statements());
            if (lost != null) {
                throw lost;
            }
        } catch (SyntaxException refusal) {
            if (lost != null && refusal.isByKernel()) {
                throw lost;
            }
            if (table != null && refusal.isByKernel()) {
                table.nextHandle();
            } else if (table != null) {
                table.giveBackHandles(before);
            }
            throw refusal;
        }
    }

    private Rule put(Chain chain, RuleParser parser, int index, long handle, Span command) throws SyntaxException {
        List<Statement> statements = parser.statements();
        Rule rule = new Rule(chain, handle, statements, parser.comment(), null);
        try {
            session.ruleset().addRule(rule, index);
        } catch (KernelException refusal) {
            throw SyntaxException.kernel(refusal.errno().words(), command);
        }
        return rule;
    }

    /** A rule inside of a chain in braces. */
    void inBlock(TableName name, @Nullable Chain chain) throws SyntaxException {
        Span start = input.peek().span();
        Table table = chain == null ? null : chain.table();
        RuleParser parser = new RuleParser(input, new RuleScope(session.namespace(), name.family(), table, chain));
        read(parser, table, null);
        if (chain != null && table != null) {
            put(
                    chain,
                    parser,
                    chain.rules().size(),
                    table.nextHandle(),
                    start.to(input.previous().span()));
        }
    }

    private @Nullable Place place() throws SyntaxException {
        for (String word : List.of("handle", "position", "index")) {
            if (input.at(word)) {
                Span start = input.next().span();
                Token number = input.peek();
                return new Place(word, input.number(), number.span(), start.to(number.span()));
            }
        }
        return null;
    }

    private Chain chain(TableName name, Token chainName) throws SyntaxException {
        Table table = session.find(name);
        Chain chain = table == null ? null : table.chain(chainName.text());
        if (chain == null) {
            throw session.hints().noRule(name, chainName.text(), table == null ? name.at() : chainName.span());
        }
        return chain;
    }

    private static int index(Token verb, Chain chain, @Nullable Place place) throws SyntaxException {
        if (place == null) {
            return verb.is("insert") ? 0 : chain.rules().size();
        }
        int found = NOWHERE;
        if (place.word().equals("index")) {
            found = place.number() < chain.rules().size() ? (int) place.number() : NOWHERE;
        } else {
            for (int i = 0; i < chain.rules().size(); i++) {
                if (chain.rules().get(i).handle() == place.number()) {
                    found = i;
                }
            }
        }
        if (found == NOWHERE) {
            return NOWHERE;
        }
        return verb.is("insert") || verb.is("replace") ? found : found + 1;
    }

    /** {@code delete rule [FAMILY] TABLE CHAIN handle N}. */
    void delete() throws SyntaxException {
        TableName name = TableName.read(input);
        Token chainName = input.name();
        input.expect("handle");
        Token handle = input.peek();
        long number = input.number();
        if (!session.live()) {
            return;
        }
        Chain chain = chain(name, chainName);
        for (Rule rule : chain.rules()) {
            if (rule.handle() == number) {
                session.ruleset().deleteRule(rule);
                return;
            }
        }
        throw session.hints().noRule(name, chain.name(), handle.span());
    }
}
