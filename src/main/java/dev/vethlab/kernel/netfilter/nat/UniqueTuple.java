package dev.vethlab.kernel.netfilter.nat;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.ConnectionTable;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import dev.vethlab.wire.Ipv4Packet;

/** Finds a name for a connection that lies in a range and that no other connection has ({@code get_unique_tuple}). */
final class UniqueTuple {

    private static final int GOLDEN = 0xdeadbeef;
    private static final int ATTEMPTS = 128;
    private static final int PORTS = 0x10000;

    private final ConnectionTable table;
    private final Machine machine;

    UniqueTuple(ConnectionTable table, Machine machine) {
        this.table = table;
        this.machine = machine;
    }

    /** @param current what the connection's packets look like at the moment, in the original direction */
    Tuple find(Tuple current, NatRange range, Connection connection, NatManip manip) {
        if (manip == NatManip.SOURCE && !range.isRandom()) {
            if (isInRange(current, range) && !isUsed(current, connection)) {
                return current;
            }
        }
        Tuple tuple = withBestAddress(current, range, manip);
        if (!range.isRandom()) {
            if (range.hasPort()) {
                int port = port(tuple, manip);
                if (range.holdsPort(port) && (range.firstPort() == range.lastPort() || !isUsed(tuple, connection))) {
                    return tuple;
                }
            } else if (!isUsed(tuple, connection)) {
                return tuple;
            }
        }
        return withUniquePort(tuple, range, connection, manip);
    }

    private static boolean isInRange(Tuple tuple, NatRange range) {
        return range.holds(tuple.source()) && (!range.hasPort() || range.holdsPort(tuple.sourcePort()));
    }

    private boolean isUsed(Tuple tuple, Connection connection) {
        Tuple reply = tuple.inverse();
        return reply != null && table.isTaken(reply, connection);
    }

    /** {@code find_best_ips_proto}: one of several addresses by a hash of who talks to whom. */
    private static Tuple withBestAddress(Tuple tuple, NatRange range, NatManip manip) {
        if (!range.hasAddress()) {
            return tuple;
        }
        Ipv4Address chosen = range.first();
        if (!range.first().equals(range.last())) {
            int other = range.persistent()
                    ? 0
                    : Integer.reverseBytes(tuple.destination().bits());
            int hash = hash(Integer.reverseBytes(tuple.source().bits()), other);
            long count =
                    Integer.toUnsignedLong(range.last().bits() - range.first().bits()) + 1;
            chosen = new Ipv4Address(range.first().bits() + (int) (Integer.toUnsignedLong(hash) * count >>> 32));
        }
        return manip == NatManip.SOURCE
                ? tuple.withSource(chosen, tuple.sourcePort())
                : tuple.withDestination(chosen, tuple.destinationPort());
    }

    /** {@code jhash2} of one word and three zeros. */
    private static int hash(int word, int initial) {
        int a = GOLDEN + (4 << 2) + initial + word;
        int b = GOLDEN + (4 << 2) + initial;
        int c = b;
        a -= c;
        a ^= Integer.rotateLeft(c, 4);
        c += b;
        b -= a;
        b ^= Integer.rotateLeft(a, 6);
        a += c;
        c -= b;
        c ^= Integer.rotateLeft(b, 8);
        b += a;
        a -= c;
        a ^= Integer.rotateLeft(c, 16);
        c += b;
        b -= a;
        b ^= Integer.rotateLeft(a, 19);
        a += c;
        c -= b;
        c ^= Integer.rotateLeft(b, 4);
        b += a;
        c ^= b;
        c -= Integer.rotateLeft(b, 14);
        a ^= c;
        a -= Integer.rotateLeft(c, 11);
        b ^= a;
        b -= Integer.rotateLeft(a, 25);
        c ^= b;
        c -= Integer.rotateLeft(b, 16);
        a ^= c;
        a -= Integer.rotateLeft(c, 4);
        b ^= a;
        b -= Integer.rotateLeft(a, 14);
        c ^= b;
        c -= Integer.rotateLeft(b, 24);
        return c;
    }

    /** {@code nf_nat_l4proto_unique_tuple}. */
    private Tuple withUniquePort(Tuple tuple, NatRange range, Connection connection, NatManip manip) {
        boolean icmp = tuple.protocol() == Ipv4Packet.ICMP;
        if (!icmp && tuple.protocol() != Ipv4Packet.TCP && tuple.protocol() != Ipv4Packet.UDP) {
            return tuple;
        }
        int first = range.firstPort();
        int count = range.lastPort() - range.firstPort() + 1;
        if (!range.hasPort()) {
            if (icmp) {
                first = 0;
                count = PORTS;
            } else if (manip == NatManip.DESTINATION) {
                return tuple;
            } else {
                int port = tuple.sourcePort();
                first = port < 512 ? 1 : port < 1024 ? 600 : 1024;
                count = (port < 512 ? 511 : port < 1024 ? 1023 : PORTS - 1) - first + 1;
            }
        }
        boolean byLot = range.fullyRandom() || manip == NatManip.SOURCE;
        int offset = byLot ? machine.random().nextInt(PORTS) : 0;
        Tuple candidate = tuple;
        for (int attempt = 0; attempt < Math.min(count, ATTEMPTS); attempt++) {
            candidate = withPort(tuple, manip, first + (offset + attempt) % count);
            if (!isUsed(candidate, connection)) {
                return candidate;
            }
        }
        return candidate;
    }

    private static int port(Tuple tuple, NatManip manip) {
        return manip == NatManip.SOURCE || tuple.protocol() == Ipv4Packet.ICMP
                ? tuple.sourcePort()
                : tuple.destinationPort();
    }

    private static Tuple withPort(Tuple tuple, NatManip manip, int port) {
        return manip == NatManip.SOURCE || tuple.protocol() == Ipv4Packet.ICMP
                ? tuple.withSource(tuple.source(), port)
                : tuple.withDestination(tuple.destination(), port);
    }
}
