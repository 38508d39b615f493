package dev.vethlab.kernel.netfilter.conntrack;

import dev.vethlab.kernel.sysctl.NetIpv4;

/** What connection tracking believes of a TCP connection ({@code enum tcp_conntrack}). */
public enum TcpState {
    NONE(NetIpv4.NF_CONNTRACK_TCP_TIMEOUT_CLOSE),
    SYN_SENT(NetIpv4.NF_CONNTRACK_TCP_TIMEOUT_SYN_SENT),
    SYN_RECV(NetIpv4.NF_CONNTRACK_TCP_TIMEOUT_SYN_RECV),
    ESTABLISHED(NetIpv4.NF_CONNTRACK_TCP_TIMEOUT_ESTABLISHED),
    FIN_WAIT(NetIpv4.NF_CONNTRACK_TCP_TIMEOUT_FIN_WAIT),
    CLOSE_WAIT(NetIpv4.NF_CONNTRACK_TCP_TIMEOUT_CLOSE_WAIT),
    LAST_ACK(NetIpv4.NF_CONNTRACK_TCP_TIMEOUT_LAST_ACK),
    TIME_WAIT(NetIpv4.NF_CONNTRACK_TCP_TIMEOUT_TIME_WAIT),
    CLOSE(NetIpv4.NF_CONNTRACK_TCP_TIMEOUT_CLOSE),
    SYN_SENT2(NetIpv4.NF_CONNTRACK_TCP_TIMEOUT_SYN_SENT);

    private final NetIpv4 timeout;

    TcpState(NetIpv4 timeout) {
        this.timeout = timeout;
    }

    /** The setting that says how long a connection in this state is kept. */
    NetIpv4 timeout() {
        return timeout;
    }
}
