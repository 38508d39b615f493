package dev.vethlab.kernel.netfilter.conntrack;

import dev.vethlab.kernel.device.CtInfo;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.machine.Machine;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.sysctl.NetSysctls;
import dev.vethlab.wire.Ipv4Packet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The connections of a namespace, by both of their names ({@code nf_conntrack_hash}). */
public final class ConnectionTable {

    private static final long SECOND_NS = 1_000_000_000L;

    private final Machine machine;
    private final NetSysctls sysctls;
    private final Map<Tuple, Connection> byOriginal = new LinkedHashMap<>();
    private final Map<Tuple, Connection> byReply = new HashMap<>();

    public ConnectionTable(Machine machine, NetSysctls sysctls) {
        this.machine = machine;
        this.sysctls = sysctls;
    }

    /** The connections that have not expired, newest first. */
    public List<Connection> all() {
        sweep();
        List<Connection> all = new ArrayList<>(byOriginal.values());
        Collections.reverse(all);
        return all;
    }

    /** How many there are. */
    public int count() {
        sweep();
        return byOriginal.size();
    }

    private void sweep() {
        long now = machine.nowNs();
        delete(connection -> connection.expiresNs() <= now);
    }

    /** Takes out the connections that a test holds for; how many those were. */
    public int delete(Predicate<Connection> test) {
        List<Connection> going = new ArrayList<>();
        for (Connection connection : byOriginal.values()) {
            if (test.test(connection)) {
                going.add(connection);
            }
        }
        going.forEach(this::kill);
        return going.size();
    }

    /** Takes a connection out ({@code nf_ct_kill}). */
    public void kill(Connection connection) {
        connection.status |= Connection.DYING;
        byOriginal.remove(connection.original(), connection);
        byReply.remove(connection.reply(), connection);
    }

    /** The connection whose original direction has this name; null where there is none. */
    public @Nullable Connection byOriginal(Tuple tuple) {
        return alive(byOriginal.get(tuple));
    }

    /** The connection whose answers have this name; null where there is none. */
    public @Nullable Connection byReply(Tuple tuple) {
        return alive(byReply.get(tuple));
    }

    private @Nullable Connection alive(@Nullable Connection connection) {
        if (connection != null && connection.expiresNs() <= machine.nowNs()) {
            kill(connection);
            return null;
        }
        return connection;
    }

    /** Whether another connection's packets have this name, in either direction ({@code nf_conntrack_tuple_taken}). */
    public boolean isTaken(Tuple tuple, Connection but) {
        Connection original = byOriginal(tuple);
        Connection reply = byReply(tuple);
        return original != null && original != but || reply != null && reply != but;
    }

    /** A connection that is not in the table yet ({@code init_conntrack}); null where there is no room for one. */
    @Nullable
    Connection begin(Tuple tuple, Tuple reply) {
        int most = sysctls.get(NetIpv4.NF_CONNTRACK_MAX);
        if (most > 0 && byOriginal.size() >= most && count() >= most) {
            return null;
        }
        return new Connection(machine.nextSerial(), tuple, reply);
    }

    /** Puts the connection of a packet that has come through into the table; false where it clashes with another one ({@code __nf_conntrack_confirm}). */
    public boolean confirm(Skb skb) {
        if (!(skb.connection instanceof Connection connection)
                || connection.has(Connection.CONFIRMED | Connection.DYING)
                || skb.ctInfo == null
                || skb.ctInfo.isReply()
                || skb.ctInfo == CtInfo.RELATED) {
            return true;
        }
        if (isTaken(connection.original(), connection) || isTaken(connection.reply(), connection)) {
            return false;
        }
        connection.status |= Connection.CONFIRMED;
        byOriginal.put(connection.original(), connection);
        byReply.put(connection.reply(), connection);
        return true;
    }

    /**
     * Makes a connection that no packet has begun ({@code ctnetlink_create_conntrack}).
     *
     * @param seconds how long it is kept
     * @throws KernelException EEXIST where one of its names is another's
     */
    public Connection insert(Tuple original, Tuple reply, TcpState state, long seconds) throws KernelException {
        if (byOriginal(original) != null
                || byReply(original) != null
                || byOriginal(reply) != null
                || byReply(reply) != null) {
            throw new KernelException(Errno.EEXIST);
        }
        Connection connection = new Connection(machine.nextSerial(), original, reply);
        connection.tcpState = state;
        connection.status |= Connection.CONFIRMED;
        setTimeout(connection, seconds);
        byOriginal.put(original, connection);
        byReply.put(reply, connection);
        return connection;
    }

    /** Has a connection kept for so many seconds from now ({@code ctnetlink_change_timeout}). */
    public void setTimeout(Connection connection, long seconds) {
        connection.expireAt(machine.nowNs() + Math.min(seconds, Integer.MAX_VALUE) * SECOND_NS);
    }

    /** Has a connection kept for so many seconds from now ({@code nf_ct_refresh}). */
    void keep(Connection connection, int seconds) {
        connection.expireAt(machine.nowNs() + seconds * SECOND_NS);
    }

    /** Counts a packet, where packets are counted ({@code nf_ct_acct_update}). */
    void count(Connection connection, boolean isReply, Ipv4Packet packet) {
        if (sysctls.isSet(NetIpv4.NF_CONNTRACK_ACCT)) {
            connection.count(isReply, packet.length());
        }
    }

    long nowNs() {
        return machine.nowNs();
    }
}
