package dev.vethlab.kernel.netfilter.nftables;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule ({@code struct nft_rule}). */
public final class Rule {

    /** What the program that made a rule keeps with it ({@code NFTA_RULE_USERDATA}). */
    public interface Origin {

        /** The rule in the program's own words. */
        String text();
    }

    private final Chain chain;
    private final long handle;
    private final List<Statement> statements;
    private final String comment;
    private final @Nullable Origin origin;

    public Rule(Chain chain, long handle, List<Statement> statements, String comment, @Nullable Origin origin) {
        this.chain = chain;
        this.handle = handle;
        this.statements = List.copyOf(statements);
        this.comment = comment;
        this.origin = origin;
    }

    /** Takes as many handles of the table as the rule and the sets of it alone have. */
    void takeHandlesAgain() {
        chain.table().nextHandle();
        for (Statement statement : statements) {
            boolean ofItsOwn =
                    statement instanceof SetLookup lookup && lookup.set().isAnonymous()
                            || statement instanceof VerdictMap map && map.map().isAnonymous();
            if (ofItsOwn) {
                chain.table().nextHandle();
            }
        }
    }

    public Chain chain() {
        return chain;
    }

    public long handle() {
        return handle;
    }

    public List<Statement> statements() {
        return statements;
    }

    /** Its parts that are shown. */
    public List<Statement> written() {
        return statements.stream().filter(Statement::isWritten).toList();
    }

    /** What was written about it; empty for nothing. */
    public String comment() {
        return comment;
    }

    /** What the program that made it keeps with it; null for nothing. */
    public @Nullable Origin origin() {
        return origin;
    }

    /** As {@code nft} writes it. */
    public String text(TextStyle style) {
        // Some parts, such as remarks of iptables, are written as nothing at all, and have their blank.
        StringBuilder text = new StringBuilder(
                written().stream().map(part -> part.text(style)).collect(Collectors.joining(" ")));
        if (!comment.isEmpty()) {
            text.append(" comment \"").append(comment).append('"');
        }
        return text.toString();
    }

    /** Whether packets must be tracked for it. */
    boolean needsConntrack() {
        for (Statement statement : statements) {
            if (statement.needsConntrack()) {
                return true;
            }
        }
        return false;
    }

    /** In the words of the program that made it, for explanations. */
    String description() {
        return origin == null ? text(TextStyle.RULE_ALONE) : origin.text();
    }
}
