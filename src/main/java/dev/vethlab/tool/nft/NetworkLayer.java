package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.MetaKey;
import dev.vethlab.kernel.netfilter.nftables.NftSet;
import dev.vethlab.kernel.netfilter.nftables.RejectStatement;
import dev.vethlab.kernel.netfilter.nftables.Selector;
import dev.vethlab.kernel.netfilter.nftables.SetLookup;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import dev.vethlab.kernel.netfilter.nftables.Value;
import dev.vethlab.wire.EthernetFrame;
import java.util.List;

/** Which protocol of the network layer the packets have that a rule has not sorted out so far (nftables' {@code proto_ctx}). */
final class NetworkLayer {

    private static final String ANY = "";
    private static final int NFPROTO_IPV4 = 2;
    private static final int NFPROTO_IPV6 = 10;
    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int NONE = -1;

    private final Family family;
    private String protocol;

    NetworkLayer(Family family) {
        this.family = family;
        this.protocol = switch (family) {
            case IP, IP6, ARP -> family.word();
            default -> ANY;
        };
    }

    /**
     * A field of a header is looked at: from here on there is one.
     *
     * @throws SyntaxException when there cannot be one
     */
    void looksAt(Selector selector, Span at) throws SyntaxException {
        if (!(selector instanceof HeaderField field)) {
            return;
        }
        switch (field.protocol()) {
            case "ip", "arp" -> {
                boolean neverInInet = family == Family.INET
                        && protocol.equals(ANY)
                        && field.protocol().equals("arp");
                if (neverInInet || !protocol.equals(ANY) && !protocol.equals(field.protocol())) {
                    throw conflict(neverInInet ? family.word() : protocol, field, at);
                }
                protocol = field.protocol();
            }
            case "tcp", "udp", "icmp" -> {
                if (protocol.equals("arp")) {
                    throw conflict(protocol, field, at);
                }
                protocol = protocol.equals(ANY) && field.protocol().equals("icmp") ? "ip" : protocol;
            }
            default -> {}
        }
    }

    private static SyntaxException conflict(String known, HeaderField field, Span at) {
        return SyntaxException.of("conflicting protocols specified: " + known + " vs. " + field.protocol(), at);
    }

    /** A match lets packets of one protocol through; of several, the program keeps the last. */
    void matched(Statement statement) {
        if (statement instanceof Comparison comparison && comparison.operator() == Comparison.Operator.IMPLICIT) {
            learn(comparison.left(), comparison.right().low());
        } else if (statement instanceof SetLookup lookup && !lookup.inverted()) {
            for (NftSet.Element element : lookup.set().elements()) {
                learn(lookup.key().get(0), element.key().get(0).low());
            }
        }
    }

    private void learn(Selector selector, long value) {
        if (selector == MetaKey.NFPROTO) {
            protocol = value == NFPROTO_IPV4 ? "ip" : value == NFPROTO_IPV6 ? "ip6" : protocol;
        } else if (selector == HeaderField.ETHER_TYPE || selector == MetaKey.PROTOCOL && family == Family.BRIDGE) {
            protocol = switch ((int) value) {
                case EthernetFrame.TYPE_IPV4 -> "ip";
                case EthernetFrame.TYPE_ARP -> "arp";
                case EthernetFrame.TYPE_IPV6 -> "ip6";
                default -> protocol;
            };
        }
    }

    /** Whether a {@code meta nfproto} is not written because the statement right behind it implies it. */
    static boolean isImplied(Statement before, Statement statement) {
        return before instanceof Comparison comparison
                && comparison.left() == MetaKey.NFPROTO
                && comparison.operator() == Comparison.Operator.IMPLICIT
                && comparison.right().low() == impliedFamily(statement);
    }

    private static int impliedFamily(Statement statement) {
        if (statement instanceof Comparison comparison && comparison.left() == MetaKey.L4PROTO) {
            boolean one = comparison.operator() == Comparison.Operator.IMPLICIT;
            long value = comparison.right().low();
            return one && value == PROTOCOL_ICMP ? NFPROTO_IPV4 : one && value == PROTOCOL_ICMPV6 ? NFPROTO_IPV6 : NONE;
        }
        boolean ip = Dependencies.keyOf(statement) instanceof HeaderField field
                && (field.protocol().equals("ip") || field.protocol().equals("icmp"));
        return ip ? NFPROTO_IPV4 : NONE;
    }

    /**
     * What a rejection by ICMP makes of the statements before it in the family inet: packets of other protocols are sorted out first, unless
     * they have been ({@code stmt_evaluate_reject_inet}); and where nothing but matches lie between, that is not written
     * ({@code stmt_reject_postprocess}).
     */
    static void imply(RejectStatement reject, List<Statement> before, boolean ip4) {
        if (reject.isIcmp() && !ip4) {
            Comparison sorting =
                    new Comparison(MetaKey.NFPROTO, Comparison.Operator.IMPLICIT, 0, Value.of(NFPROTO_IPV4));
            if (before.isEmpty() || !isImplied(sorting, before.get(0))) {
                before.add(0, sorting);
            }
        }
        if (reject.written().contains("icmpx")) {
            return;
        }
        for (int i = before.size() - 1; i >= 0 && Dependencies.isMatch(before.get(i)); i--) {
            if (before.get(i) instanceof Comparison comparison && comparison.left() == MetaKey.NFPROTO) {
                before.remove(i);
                return;
            }
        }
    }
}
