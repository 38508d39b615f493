package dev.vethlab.tool.nft;

import java.util.Optional;

/** Reads commands and carries them out, one after the other ({@code parser_bison.y}, {@code evaluate.c}). */
final class Commands {

    private final Input input;
    private final Session session;
    private int start;
    private final TableCommands tables;
    private final ChainCommands chains;
    private final RuleCommands rules;
    private final SetCommands sets;
    private final ObjectCommands objects;
    private final ListCommands lists;

    Commands(Input input, Session session) {
        this.input = input;
        this.session = session;
        this.chains = new ChainCommands(input, session);
        this.rules = new RuleCommands(input, session);
        this.sets = new SetCommands(input, session);
        this.tables = new TableCommands(input, session, chains, sets);
        this.objects = new ObjectCommands(input, session);
        this.lists = new ListCommands(input, session);
    }

    boolean hasMore() {
        input.skipNewlines();
        return input.peek().kind() != Token.Kind.END;
    }

    /** Reads one command, and carries it out where the session is live. */
    void next() throws SyntaxException {
        start = input.position();
        Token verb = input.next();
        switch (verb.text()) {
            case "add", "create" -> add(verb, verb.text().equals("create"));
            case "insert", "replace" -> {
                input.expect("rule");
                rules.add(verb);
            }
            case "delete" -> delete();
            case "get" -> sets.getElements(verb.span());
            case "flush" -> flush();
            case "list", "reset" -> lists.read(verb.text().equals("reset"));
            case "describe" -> new DescribeCommand(input, session).read();
            case "rename" -> {
                input.expect("chain");
                chains.rename();
            }
            default -> {
                input.rewind(start);
                implied(verb);
            }
        }
        if (!input.atEndOfStatement()) {
            throw input.unexpected("end of file or newline or semicolon");
        }
    }

    /** Goes to where reading can go on after a syntax error: behind the next separator. */
    void recover() {
        while (input.peek().kind() != Token.Kind.END && input.peek().kind() != Token.Kind.NEWLINE && !input.at(";")) {
            input.next();
        }
    }

    boolean isInBraces() {
        return input.depth(start) > 0;
    }

    /** Where a block ends too early, everything behind it is taken for a part of it. */
    Optional<SyntaxException> endOfFile() {
        Token token = input.peek();
        boolean block = input.tokenAt(start).text().matches("chain|table")
                || input.tokenAt(start + 1).text().matches("chain|table");
        return token.is("}") && block
                ? Optional.of(SyntaxException.of(
                        "syntax error, unexpected end of file", new Span(token.line(), 0, token.line(), 1)))
                : Optional.empty();
    }

    /** Goes to the end of a command that the kernel has refused. */
    void skip() {
        int depth = 0;
        while (input.peek().kind() != Token.Kind.END) {
            Token token = input.peek();
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            if (depth <= 0 && (token.kind() == Token.Kind.NEWLINE || token.is(";"))) {
                return;
            }
            input.next();
        }
    }

    private void implied(Token verb) throws SyntaxException {
        switch (verb.text()) {
            case "table",
                    "chain",
                    "rule",
                    "set",
                    "map",
                    "element",
                    "counter",
                    "quota",
                    "limit",
                    "ct",
                    "synproxy",
                    "flowtable" -> add(verb, false);
            default -> {
                if (verb.kind() == Token.Kind.WORD && !Keywords.contains(verb.text())) {
                    input.next();
                    throw input.unexpected("string");
                }
                throw input.unexpected("");
            }
        }
    }

    private void add(Token verb, boolean exclusive) throws SyntaxException {
        Token object = input.peek();
        switch (object.text()) {
            case "table" -> tables.add(verb, exclusive);
            case "chain" -> chains.add(verb, exclusive);
            case "rule" -> {
                input.next();
                rules.add(verb);
            }
            case "set", "map" -> sets.add(exclusive);
            case "element" -> sets.addElements(exclusive);
            case "counter", "quota", "limit", "ct", "synproxy", "secmark" -> objects.add(verb, exclusive);
            case "flowtable" -> tables.addFlowtable(verb);
            default -> {
                if (object.kind() != Token.Kind.WORD) {
                    throw input.unexpected("string");
                }
                rules.add(verb);
            }
        }
    }

    private void delete() throws SyntaxException {
        Token object = input.next();
        switch (object.text()) {
            case "table" -> tables.delete();
            case "chain" -> chains.delete();
            case "rule" -> rules.delete();
            case "set", "map" -> sets.delete();
            case "element" -> sets.deleteElements();
            case "counter", "quota", "limit", "ct", "synproxy", "secmark" -> {
                input.rewind(input.position() - 1);
                objects.delete();
            }
            case "flowtable" -> tables.deleteFlowtable();
            default -> {
                input.rewind(input.position() - 1);
                throw input.unexpected("");
            }
        }
    }

    private void flush() throws SyntaxException {
        Token object = input.next();
        switch (object.text()) {
            case "ruleset" -> tables.flushRuleset();
            case "table" -> tables.flush();
            case "chain" -> chains.flush();
            case "set", "map" -> sets.flush();
            default -> {
                input.rewind(input.position() - 1);
                throw input.unexpected("");
            }
        }
    }
}
