package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.Chain;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.Rule;
import dev.vethlab.kernel.netfilter.nftables.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands about tables. */
final class TableCommands {

    private final Input input;
    private final Session session;
    private final ChainCommands chains;
    private final SetCommands sets;

    TableCommands(Input input, Session session, ChainCommands chains, SetCommands sets) {
        this.input = input;
        this.session = session;
        this.chains = chains;
        this.sets = sets;
    }

    /** {@code add table [FAMILY] NAME [{ ... }]}. */
    void add(Token verb, boolean exclusive) throws SyntaxException {
        input.expect("table");
        TableName name = TableName.read(input);
        Table table = null;
        if (session.live()) {
            if (exclusive && session.find(name) != null) {
                throw SyntaxException.kernel("File exists", name.at());
            }
            table = session.ruleset().addTable(name.family(), name.name());
            if (session.echo()) {
                session.out()
                        .append("add table ")
                        .append(name.family().word())
                        .append(' ')
                        .append(name.name());
                session.out()
                        .append(session.style().handles() ? " # handle " + table.handle() : "")
                        .append('\n');
            }
        }
        if (input.accept("{")) {
            block(name, table);
        }
    }

    private void block(TableName name, @Nullable Table table) throws SyntaxException {
        if (table == null) {
            block(name, null, BlockPart.FORM);
            return;
        }
        int begin = input.position();
        for (BlockPart part : List.of(BlockPart.CHAINS, BlockPart.OBJECTS, BlockPart.RULES)) {
            input.rewind(begin);
            block(name, table, part);
        }
    }

    private void block(TableName name, @Nullable Table table, BlockPart part) throws SyntaxException {
        boolean objects = part == BlockPart.FORM || part == BlockPart.OBJECTS;
        input.skipNewlines();
        while (!input.at("}")) {
            switch (input.peek().text()) {
                case "chain" -> {
                    input.next();
                    chains.block(name, part);
                }
                case "set", "map" -> {
                    if (objects) {
                        sets.block(name);
                    } else {
                        input.next();
                        input.name();
                        input.skipBraces();
                    }
                }
                case "counter", "quota", "limit", "ct", "synproxy", "secmark" -> {
                    if (objects) {
                        new ObjectCommands(input, session).block(name);
                    } else {
                        input.skipStatement();
                    }
                }
                case "comment" -> {
                    input.next();
                    String comment = input.string().text();
                    if (table != null) {
                        table.comment = comment;
                    }
                }
                case "flags" -> {
                    input.next();
                    input.expect("dormant");
                    if (table != null) {
                        table.dormant = true;
                    }
                }
                default -> throw input.unexpected("");
            }
            if (!input.at("}") && input.peek().kind() != Token.Kind.NEWLINE && !input.at(";")) {
                throw input.unexpected("newline or semicolon");
            }
            input.skipNewlines();
        }
        input.expect("}");
    }

    void delete() throws SyntaxException {
        TableName name = nameOrHandle();
        if (session.live()) {
            session.ruleset().deleteTable(session.requireOfKernel(name, true));
        }
    }

    private TableName nameOrHandle() throws SyntaxException {
        Family family = TableName.family(input);
        if (!input.accept("handle")) {
            if (input.peek().kind() != Token.Kind.WORD) {
                throw input.unexpected("handle or string");
            }
            Token name = input.name();
            return new TableName(family, name.text(), name.span());
        }
        Token handle = input.peek();
        long number = input.number();
        for (Table table : session.ruleset().tables()) {
            if (table.family() == family && table.handle() == number) {
                return new TableName(family, table.name(), handle.span());
            }
        }
        return new TableName(family, "", handle.span());
    }

    /** Takes the rules out of all chains of a table. */
    void flush() throws SyntaxException {
        TableName name = TableName.read(input);
        if (session.live()) {
            for (Chain chain : session.requireOfKernel(name, false).chains().values()) {
                for (Rule rule : List.copyOf(chain.rules())) {
                    session.ruleset().deleteRule(rule);
                }
            }
        }
    }

    void flushRuleset() {
        boolean one = !input.atEndOfStatement();
        Family family = TableName.family(input);
        if (session.live()) {
            for (Table table : List.copyOf(session.ruleset().tables())) {
                if (!one || table.family() == family) {
                    session.ruleset().deleteTable(table);
                }
            }
        }
    }

    void deleteFlowtable() throws SyntaxException {
        TableName name = TableName.read(input);
        Token flowtable = input.name();
        if (session.live()) {
            session.requireOfKernel(name, true);
            throw SyntaxException.kernel("No such file or directory", flowtable.span());
        }
    }

    /** The kernel has no flowtables ({@code CONFIG_NF_FLOW_TABLE}). */
    void addFlowtable(Token verb) throws SyntaxException {
        input.next();
        TableName name = TableName.read(input);
        input.name();
        input.skipBraces();
        if (session.live()) {
            session.require(name, false);
            throw SyntaxException.kernel("No such file or directory", input.command(verb.span()));
        }
    }
}
