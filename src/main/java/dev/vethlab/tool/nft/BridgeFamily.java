package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.AssignStatement;
import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.FibSelector;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.NatStatement;
import dev.vethlab.kernel.netfilter.nftables.RejectStatement;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.SetLookup;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.VerdictMap;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is special to rules that see frames: what the kernel's bridge has no code for, and what headers imply. */
final class BridgeFamily {

    private BridgeFamily() {}

    /**
     * Refuses what works on packets of IP alone.
     *
     * @param key where the key of a match stands
     * @param word where the statement begins
     */
    static void check(Family family, Statement statement, Span key, Span word) throws SyntaxException {
        if (family != Family.BRIDGE) {
            return;
        }
        if (keyOf(statement) instanceof CtKey) {
            throw SyntaxException.kernel("Protocol error", key);
        }
        if (keyOf(statement) instanceof FibSelector) {
            throw SyntaxException.kernel("No such file or directory", key);
        }
        if (statement instanceof RejectStatement) {
            throw SyntaxException.kernel("No such file or directory", word);
        }
        if (statement instanceof NatStatement) {
            throw SyntaxException.of("NAT is only supported for IPv4/IPv6", word);
        }
    }

    /** The type of a frame that a header's field implies is not written. */
    static void removeImplied(Family family, Statement statement, List<Statement> before) {
        if (family != Family.BRIDGE || before.isEmpty() || !(keyOf(statement) instanceof HeaderField field)) {
            return;
        }
        int implied = switch (field.protocol()) {
            case "ip" -> EthernetFrame.TYPE_IPV4;
            case "arp" -> EthernetFrame.TYPE_ARP;
            default -> 0;
        };
        if (before.get(before.size() - 1) instanceof Comparison last
                && last.left() == HeaderField.ETHER_TYPE
                && last.operator() == Comparison.Operator.IMPLICIT
                && last.right().low() == implied) {
            before.remove(before.size() - 1);
        }
    }

    private static @Nullable Selector keyOf(Statement statement) {
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
