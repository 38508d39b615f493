package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.Comparison;
import dev.vethlab.kernel.netfilter.nftables.HeaderField;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Fields that lie side by side in a header are compared at once by real {@code nft}, and so listed in the order in which they lie there,
 * where the first of them stood ({@code stmt_reduce}, {@code payload_do_merge}). What is as large as a register is compared by itself.
 */
final class AdjacentFields {

    private static final int REGISTER = 128;
    private static final int SMALL_REGISTER = 32;

    /** Where a field lies, in bits. */
    private record Place(int layer, int offset, int length) {}

    private static final Map<HeaderField, Place> PLACES = Map.ofEntries(
            Map.entry(HeaderField.ETHER_DADDR, new Place(0, 0, 48)),
            Map.entry(HeaderField.ETHER_SADDR, new Place(0, 48, 48)),
            Map.entry(HeaderField.ETHER_TYPE, new Place(0, 96, 16)),
            Map.entry(HeaderField.IP_LENGTH, new Place(1, 16, 16)),
            Map.entry(HeaderField.IP_ID, new Place(1, 32, 16)),
            Map.entry(HeaderField.IP_FRAG_OFF, new Place(1, 48, 16)),
            Map.entry(HeaderField.IP_TTL, new Place(1, 64, 8)),
            Map.entry(HeaderField.IP_PROTOCOL, new Place(1, 72, 8)),
            Map.entry(HeaderField.ARP_OPERATION, new Place(1, 48, 16)),
            Map.entry(HeaderField.ARP_SADDR_ETHER, new Place(1, 64, 48)),
            Map.entry(HeaderField.ARP_SADDR_IP, new Place(1, 112, 32)),
            Map.entry(HeaderField.ARP_DADDR_ETHER, new Place(1, 144, 48)),
            Map.entry(HeaderField.ARP_DADDR_IP, new Place(1, 192, 32)),
            Map.entry(HeaderField.ICMP_TYPE, new Place(2, 0, 8)),
            Map.entry(HeaderField.ICMP_CODE, new Place(2, 8, 8)),
            Map.entry(HeaderField.TCP_SPORT, new Place(2, 0, 16)),
            Map.entry(HeaderField.TCP_DPORT, new Place(2, 16, 16)),
            Map.entry(HeaderField.UDP_SPORT, new Place(2, 0, 16)),
            Map.entry(HeaderField.UDP_DPORT, new Place(2, 16, 16)),
            Map.entry(HeaderField.UDP_LENGTH, new Place(2, 32, 16)));

    private AdjacentFields() {}

    /** Puts fields of each stretch of matches into order; anything but a match ends a stretch. */
    static void arrange(List<Statement> statements) {
        List<Comparison> stretch = new ArrayList<>();
        for (Statement statement : List.copyOf(statements)) {
            if (!Dependencies.isMatch(statement)) {
                join(stretch, statements);
                stretch.clear();
            } else if (statement instanceof Comparison comparison && isWhole(comparison)) {
                stretch.add(comparison);
            }
        }
        join(stretch, statements);
    }

    /** Whether a known field is compared with one value, as a whole. */
    private static boolean isWhole(Comparison comparison) {
        boolean equal = comparison.operator() == Comparison.Operator.IMPLICIT
                || comparison.operator() == Comparison.Operator.EQUAL;
        boolean oneValue = comparison.mask() == 0
                && comparison.right().low() == comparison.right().high();
        return equal && oneValue && comparison.left() instanceof HeaderField field && PLACES.containsKey(field);
    }

    private static void join(List<Comparison> stretch, List<Statement> statements) {
        List<Comparison> sorted = new ArrayList<>(stretch);
        sorted.sort(Comparator.<Comparison>comparingInt(part -> place(part).layer())
                .thenComparingInt(part -> place(part).offset()));
        int joined = 0;
        for (int i = 1; i < sorted.size(); i++) {
            Comparison before = sorted.get(i - 1);
            Comparison after = sorted.get(i);
            joined = i > 1 && joined > 0 ? joined : place(before).length();
            if (areOne(before, after, joined)) {
                joined += place(after).length();
                statements.remove(after);
                statements.add(statements.indexOf(before) + 1, after);
            } else {
                joined = 0;
            }
        }
    }

    /**
     * {@code payload_can_merge}: what fits a small register is looked at fastest by itself.
     *
     * @param joined how long what has been joined so far is
     */
    private static boolean areOne(Comparison before, Comparison after, int joined) {
        Place first = place(before);
        Place second = place(after);
        boolean adjacent = first.layer() == second.layer() && first.offset() + first.length() == second.offset();
        int total = joined + second.length();
        boolean large = first.layer() == 0 || joined > SMALL_REGISTER || second.length() > SMALL_REGISTER;
        return adjacent
                && before.operator() == after.operator()
                && total <= REGISTER
                && (total <= SMALL_REGISTER || large);
    }

    private static Place place(Comparison comparison) {
        return PLACES.getOrDefault((HeaderField) comparison.left(), new Place(0, 0, 0));
    }
}
