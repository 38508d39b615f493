package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.AssignStatement;
import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.CtKey;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.FibSelector;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.NatStatement;
import dev.vethlab.kernel.netfilter.nftables.RejectStatement;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.SetLookup;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.Value;
import dev.vethlab.kernel.netfilter.nftables.VerdictMap;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is special to rules that see frames, of a bridge or a device: what the kernel has no code for there, and what headers imply. */
final class BridgeFamily {

    private static final int TAGGED = 0x8100;

    private BridgeFamily() {}

    /**
     * Refuses what works on packets of IP alone.
     *
     * @param key where the key of a match stands
     * @param word where the statement begins
     */
    static void check(Family family, Statement statement, Span key, Span word) throws SyntaxException {
        if (!seesFrames(family)) {
            return;
        }
        if (statement instanceof NatStatement) {
            throw SyntaxException.of("NAT is only supported for IPv4/IPv6", word);
        }
        if (keyOf(statement) instanceof CtKey) {
            throw SyntaxException.kernel("Protocol error", key);
        }
        if (family == Family.NETDEV) {
            return;
        }
        if (keyOf(statement) instanceof FibSelector) {
            throw SyntaxException.kernel("No such file or directory", key);
        }
        if (statement instanceof RejectStatement) {
            throw SyntaxException.kernel("No such file or directory", word);
        }
    }

    private static boolean seesFrames(Family family) {
        return family == Family.BRIDGE || family == Family.NETDEV;
    }

    /** The type of a frame that a header's field implies is not written. */
    static void removeImplied(Family family, Statement statement, List<Statement> before) {
        boolean inTag = keyOf(statement) == HeaderField.VLAN_TYPE;
        if (!seesFrames(family) || before.isEmpty() && !inTag || !(keyOf(statement) instanceof HeaderField field)) {
            return;
        }
        int implied = switch (field.protocol()) {
            case "ip" -> EthernetFrame.TYPE_IPV4;
            case "arp" -> EthernetFrame.TYPE_ARP;
            case "vlan" -> TAGGED;
            default -> 0;
        };
        if (field == HeaderField.VLAN_TYPE) {
            sayTagged(before);
            return;
        }
        if (before.get(before.size() - 1) instanceof Comparison last
                && (last.left() == HeaderField.ETHER_TYPE
                        || last.left() == HeaderField.VLAN_TYPE
                        || last.left() == MetaKey.PROTOCOL && implied != TAGGED)
                && last.operator() == Comparison.Operator.IMPLICIT
                && last.right().low() == implied) {
            before.remove(before.size() - 1);
        }
    }

    /** That a frame has a tag is written where only the type behind it is looked at. */
    private static void sayTagged(List<Statement> before) {
        boolean said = before.stream()
                .anyMatch(statement -> keyOf(statement) instanceof HeaderField known
                        && (known.protocol().equals("vlan") || known == HeaderField.ETHER_TYPE));
        if (!said) {
            before.add(new Comparison(HeaderField.ETHER_TYPE, Comparison.Operator.IMPLICIT, 0, Value.of(TAGGED)));
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
