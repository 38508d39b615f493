package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.Ipv4Prefix;
import java.util.Optional;

/**
 * A rule of the routing policy ({@code struct fib_rule}, {@code struct fib4_rule}).
 *
 * @param priority its place, unsigned; the lowest is asked first
 * @param tos the type of service that it is for, 0 for any
 * @param inverted whether it is for what does not match ({@code not})
 * @param inputDevice the name of the device that the packet came in by ({@code lo} for one made here), empty for any
 * @param outputDevice the name of the device that the socket is bound to, empty for any
 * @param tunnelId the tunnel that the packet belongs to (its VNI, say), 0 for any
 * @param suppressPrefixLength routes whose prefix is no longer than this are passed over, -1 for none
 * @param suppressGroup routes by devices of this group are passed over, -1 for none
 * @param target the priority of the rule that a {@code goto} goes on with
 * @param realms the realms that its packets belong to, source realm in the upper half
 * @param protocol who made it ({@code RTPROT_*})
 * @param l3mdev whether the table is that of the packet's L3 master device
 */
public record FibRule(
        int priority,
        Action action,
        int table,
        Selector source,
        Selector destination,
        int tos,
        boolean inverted,
        String inputDevice,
        String outputDevice,
        int mark,
        int markMask,
        long tunnelId,
        int ipProtocol,
        Range sourcePorts,
        Range destinationPorts,
        Optional<Range> uids,
        int suppressPrefixLength,
        int suppressGroup,
        int target,
        int realms,
        int protocol,
        boolean l3mdev) {

    /**
     * What a rule does ({@code FR_ACT_*}). The kernel keeps numbers that mean nothing to it, too; a lookup that meets such a rule fails.
     */
    public record Action(int number) {

        public static final Action UNSPEC = new Action(0);
        public static final Action TO_TABLE = new Action(1);
        public static final Action GOTO = new Action(2);
        public static final Action NOP = new Action(3);
        public static final Action UNREACHABLE = new Action(7);
        public static final Action PROHIBIT = new Action(8);
        public static final Action NAT = new Action(10);
    }

    /** A network that keeps the host bits it was given with, as the kernel shows them. */
    public record Selector(Ipv4Address address, int length) {

        public static final Selector ANY = new Selector(Ipv4Address.ANY, 0);

        boolean contains(int bits) {
            return ((bits ^ address.bits()) & Ipv4Prefix.mask(length)) == 0;
        }
    }

    /** Numbers from one to another, both included, unsigned; {@link #ANY} is any. */
    public record Range(int start, int end) {

        public static final Range ANY = new Range(0, 0);

        boolean isAny() {
            return start == 0 && end == 0;
        }

        boolean contains(int number) {
            return Integer.compareUnsigned(number, start) >= 0 && Integer.compareUnsigned(number, end) <= 0;
        }
    }

    /** A rule for every packet that has it look in a table. */
    static FibRule lookup(int priority, int table) {
        return new FibRule(
                priority,
                Action.TO_TABLE,
                table,
                Selector.ANY,
                Selector.ANY,
                0,
                false,
                "",
                "",
                0,
                0,
                0,
                0,
                Range.ANY,
                Range.ANY,
                Optional.empty(),
                -1,
                -1,
                0,
                0,
                2,
                false);
    }

    /** The rule that comes with a namespace's first VRF: to look in the table of the packet's L3 master ({@code vrf_fib_rule}). */
    public static FibRule l3mdev(int priority) {
        FibRule plain = lookup(priority, FibTable.UNSPEC);
        return new FibRule(
                priority,
                plain.action,
                plain.table,
                plain.source,
                plain.destination,
                plain.tos,
                plain.inverted,
                plain.inputDevice,
                plain.outputDevice,
                plain.mark,
                plain.markMask,
                plain.tunnelId,
                plain.ipProtocol,
                plain.sourcePorts,
                plain.destinationPorts,
                plain.uids,
                plain.suppressPrefixLength,
                plain.suppressGroup,
                plain.target,
                plain.realms,
                plain.protocol,
                true);
    }

    /** This rule at another place. */
    public FibRule withPriority(int newPriority) {
        return copy(newPriority, table);
    }

    /** This rule with another table. */
    public FibRule withTable(int newTable) {
        return copy(priority, newTable);
    }

    private FibRule copy(int newPriority, int newTable) {
        return new FibRule(
                newPriority,
                action,
                newTable,
                source,
                destination,
                tos,
                inverted,
                inputDevice,
                outputDevice,
                mark,
                markMask,
                tunnelId,
                ipProtocol,
                sourcePorts,
                destinationPorts,
                uids,
                suppressPrefixLength,
                suppressGroup,
                target,
                realms,
                protocol,
                l3mdev);
    }
}
