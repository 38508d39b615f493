package dev.vethlab.tool.conntrack;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.netfilter.conntrack.Connection;
import dev.vethlab.kernel.netfilter.conntrack.ConnectionTable;
import dev.vethlab.kernel.netfilter.conntrack.TcpState;
import dev.vethlab.kernel.netfilter.conntrack.Tuple;
import dev.vethlab.wire.IcmpMessage;
import dev.vethlab.wire.Ipv4Packet;
import org.jspecify.annotations.Nullable;

/** A connection as a command line describes it: one to be made, or what is to be changed of one. */
final class NewConnection {

    int protocol = -1;

    @Nullable
    Ipv4Address source;

    @Nullable
    Ipv4Address destination;

    int sourcePort = -1;
    int destinationPort = -1;
    int icmpType = -1;
    int icmpCode;
    int icmpId;
    int zone;
    long timeout = -1;
    long mark = -1;
    TcpState state = TcpState.NONE;

    /** Whether everything is said that a new connection needs. */
    void check() throws Arguments.RefusedException {
        if (protocol < 0) {
            throw new Arguments.RefusedException("You need to supply the `--protonum' option for this command");
        }
        if (timeout < 0) {
            throw new Arguments.RefusedException("You need to supply the `--timeout' option for this command");
        }
        if (source == null || destination == null) {
            throw new Arguments.RefusedException("missing IP address");
        }
        if (protocol == Ipv4Packet.ICMP ? icmpType < 0 : hasPorts() && (sourcePort < 0 || destinationPort < 0)) {
            throw new Arguments.RefusedException("bad combination of parameters for protocol");
        }
    }

    private boolean hasPorts() {
        return protocol == Ipv4Packet.TCP || protocol == Ipv4Packet.UDP;
    }

    /** Whether both addresses and ports are given. */
    boolean isNamedWhole() {
        return source != null && destination != null && (!hasPorts() || sourcePort >= 0 && destinationPort >= 0);
    }

    /** Whether a connection has the name that is given, as far as it is given. */
    boolean names(Connection connection) {
        Tuple tuple = connection.original();
        return (protocol < 0 || tuple.protocol() == protocol)
                && (source == null || tuple.source().equals(source))
                && (destination == null || tuple.destination().equals(destination))
                && (sourcePort < 0 || tuple.sourcePort() == sourcePort)
                && (destinationPort < 0 || tuple.destinationPort() == destinationPort);
    }

    void create(ConnectionTable table) throws KernelException {
        Ipv4Address from = source == null ? Ipv4Address.ANY : source;
        Ipv4Address to = destination == null ? Ipv4Address.ANY : destination;
        boolean icmp = protocol == Ipv4Packet.ICMP;
        int first = icmp ? icmpId : Math.max(0, sourcePort);
        int last = icmp ? icmpType << 8 | icmpCode : Math.max(0, destinationPort);
        Tuple original = new Tuple(zone, protocol, from, first, to, last);
        int answer = icmpType == IcmpMessage.ECHO_REQUEST ? IcmpMessage.ECHO_REPLY : icmpType;
        Tuple reply = new Tuple(zone, protocol, to, icmp ? icmpId : last, from, icmp ? answer << 8 | icmpCode : first);
        change(table, table.insert(original, reply, state, timeout));
    }

    void change(ConnectionTable table, Connection connection) {
        if (mark >= 0) {
            connection.mark = (int) mark;
        }
        if (timeout >= 0) {
            table.setTimeout(connection, timeout);
        }
    }
}
