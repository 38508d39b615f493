package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.AssignStatement;
import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.ImpliedStatement;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.RejectStatement;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.SetLookup;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.Value;
import dev.vethlab.kernel.netfilter.nftables.VerdictMap;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tests for a protocol that parts of a rule need before them. They are not written where nothing but matches lies between them and
 * the part that implies them ({@code payload_dependency_kill}).
 */
final class Dependencies {

    private static final String TCP = "tcp";
    private static final int TCP_NUMBER = 6;
    private static final int NONE = -1;

    private final Family family;
    private final List<Statement> statements;

    /**
     * Those of a rule.
     *
     * @param statements its parts so far
     */
    Dependencies(Family family, List<Statement> statements) {
        this.family = family;
        this.statements = statements;
    }

    /** Takes away the tests that a part implies which is about to be added: a field of a header is looked at in packets that have it. */
    void impliedBy(Statement statement) {
        Selector key = keyOf(statement);
        String transport = key == null ? "" : MatchParser.transport(key);
        if (!transport.isEmpty()) {
            remove(find(test -> isTransport(test, transport)));
        }
        remove(find(test -> NetworkLayer.isImplied(test, statement)));
    }

    /**
     * A reset is for TCP alone: that is tested before all else, unless it is clear already ({@code stmt_evaluate_reset}). Outside the
     * family inet a test right before it is not written ({@code stmt_reject_postprocess}).
     *
     * @param sorted whether packets of other protocols have been sorted out
     */
    void neededBy(RejectStatement reject, boolean sorted) {
        if (!reject.tcpReset()) {
            return;
        }
        if (!sorted) {
            statements.add(0, new Comparison(MetaKey.L4PROTO, Comparison.Operator.IMPLICIT, 0, Value.of(TCP_NUMBER)));
        }
        int at = family == Family.INET ? NONE : find(test -> isTransport(test, TCP));
        if (at != NONE) {
            statements.set(at, new ImpliedStatement((Comparison) statements.get(at)));
        }
    }

    private boolean isTransport(Comparison test, String protocol) {
        return (test.left() == MetaKey.L4PROTO || test.left() == HeaderField.IP_PROTOCOL && family == Family.IP)
                && MatchParser.transportOf(test).equals(protocol);
    }

    /** Where the last test is that suits, NONE where something else than a match has come since. */
    private int find(Predicate<Comparison> suits) {
        for (int i = statements.size() - 1; i >= 0 && isMatch(statements.get(i)); i--) {
            if (statements.get(i) instanceof Comparison test
                    && test.operator() == Comparison.Operator.IMPLICIT
                    && suits.test(test)) {
                return i;
            }
        }
        return NONE;
    }

    private void remove(int at) {
        if (at != NONE) {
            statements.remove(at);
        }
    }

    static boolean isMatch(Statement statement) {
        return statement instanceof Comparison || statement instanceof SetLookup;
    }

    /** What a part of a rule looks at first, or sets; null where it looks at nothing. */
    static @Nullable Selector keyOf(Statement statement) {
        if (statement instanceof Comparison comparison) {
            return comparison.left();
        }
        if (statement instanceof SetLookup lookup) {
            return lookup.key().get(0);
        }
        if (statement instanceof VerdictMap map) {
            return map.key().get(0);
        }
        return statement instanceof AssignStatement assign ? assign.target() : null;
    }
}
