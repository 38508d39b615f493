package dev.vethlab.tool.nft;

import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.nftables.NamedObject;
import dev.vethlab.kernel.netfilter.nftables.Table;
import org.jspecify.annotations.Nullable;

/** Commands about objects with a name: counters, quotas, limits, helpers of connections and the like. */
final class ObjectCommands {

    private final Input input;
    private final Session session;

    ObjectCommands(Input input, Session session) {
        this.input = input;
        this.session = session;
    }

    /** Whether a word begins what names a kind of object. */
    static boolean isKind(String word) {
        return switch (word) {
            case "counter", "quota", "limit", "ct", "synproxy", "secmark" -> true;
            default -> false;
        };
    }

    /** Reads the words for a kind of object; null for security marks, which this kernel has not. */
    static NamedObject.@Nullable Kind kind(Input input) throws SyntaxException {
        Token word = input.next();
        if (word.is("ct")) {
            Token kind = input.next();
            return switch (kind.text()) {
                case "helper" -> NamedObject.Kind.HELPER;
                case "timeout" -> NamedObject.Kind.TIMEOUT;
                case "expectation" -> NamedObject.Kind.EXPECTATION;
                default -> {
                    input.rewind(input.position() - 1);
                    throw input.unexpected("timeout or expectation or helper or helpers");
                }
            };
        }
        return switch (word.text()) {
            case "counter" -> NamedObject.Kind.COUNTER;
            case "quota" -> NamedObject.Kind.QUOTA;
            case "limit" -> NamedObject.Kind.LIMIT;
            case "synproxy" -> NamedObject.Kind.SYNPROXY;
            default -> null;
        };
    }

    /** {@code add KIND [FAMILY] TABLE NAME [...]}. */
    void add(Token verb, boolean exclusive) throws SyntaxException {
        NamedObject.Kind kind = kind(input);
        TableName table = TableName.read(input);
        Token name = input.name();
        define(table, kind, name, exclusive, verb.span());
    }

    /** One in the braces of a table. */
    void block(TableName table) throws SyntaxException {
        Span start = input.peek().span();
        NamedObject.Kind kind = kind(input);
        define(table, kind, input.name(), false, start);
    }

    private void define(TableName tableName, NamedObject.@Nullable Kind kind, Token name, boolean exclusive, Span start)
            throws SyntaxException {
        if (kind == null) {
            input.skipBraces();
            if (session.live()) {
                session.require(tableName, true);
                throw SyntaxException.kernel("No such file or directory", input.command(start));
            }
            return;
        }
        Table table = session.live() ? session.require(tableName, true) : null;
        ObjectParser parser =
                new ObjectParser(input, new RuleScope(session.namespace(), tableName.family(), table, null));
        NamedObject read = parser.read(kind, name.text(), exclusive);
        if (table == null) {
            return;
        }
        if (table.object(kind, name.text()) != null) {
            if (exclusive) {
                throw SyntaxException.kernel("File exists", name.span());
            }
            return;
        }
        if (parser.isUnknownHelper()) {
            throw SyntaxException.kernel("No such file or directory", input.command(start));
        }
        session.ruleset()
                .addObject(
                        table,
                        new NamedObject(
                                kind,
                                read.name(),
                                table.nextHandle(),
                                read.comment(),
                                read.measure(),
                                read.properties()));
    }

    void delete() throws SyntaxException {
        NamedObject.Kind kind = kind(input);
        TableName name = TableName.read(input);
        Token object = input.name();
        if (!session.live()) {
            return;
        }
        Table table = session.find(name);
        NamedObject known = table == null || kind == null ? null : table.object(kind, object.text());
        if (table == null || known == null) {
            throw session.hints().noObject(name, object.text(), table == null ? name.at() : object.span());
        }
        try {
            session.ruleset().deleteObject(table, known);
        } catch (KernelException refusal) {
            throw SyntaxException.kernel(refusal.errno().words(), object.span());
        }
    }
}
