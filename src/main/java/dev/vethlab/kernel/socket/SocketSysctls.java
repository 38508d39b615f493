package dev.vethlab.kernel.socket;

/** The settings of a namespace that sockets go by, with their initial values. */
public final class SocketSysctls {

    /** {@code net.core.rmem_default}, in bytes. */
    public int rmemDefault = 212_992;

    /** {@code net.core.rmem_max}, in bytes. */
    public int rmemMax = 4_194_304;

    /** {@code net.core.wmem_default}, in bytes. */
    public int wmemDefault = 212_992;

    /** {@code net.core.wmem_max}, in bytes. */
    public int wmemMax = 4_194_304;

    /** {@code net.ipv4.ip_nonlocal_bind}. */
    public boolean nonlocalBind;

    /** {@code net.ipv4.ip_no_pmtu_disc}. */
    public int noPmtuDisc;

    /** The lowest port of {@code net.ipv4.ip_local_port_range}. */
    public int localPortLow = 32_768;

    /** The highest port of {@code net.ipv4.ip_local_port_range}. */
    public int localPortHigh = 60_999;

    /** The lowest group of {@code net.ipv4.ping_group_range}: as a range from 1 to 0 it holds nobody. */
    public long pingGroupLow = 1;

    /** The highest group of {@code net.ipv4.ping_group_range}. */
    public long pingGroupHigh;
}
