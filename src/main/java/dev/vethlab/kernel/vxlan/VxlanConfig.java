package dev.vethlab.kernel.vxlan;

import dev.vethlab.addr.Ipv4Address;

/** The settings of a VXLAN device ({@code struct vxlan_config}); the fields are open to who makes and shows devices. */
public final class VxlanConfig {

    /** Whether packets outside may be fragmented ({@code enum ifla_vxlan_df}). */
    public enum DontFragment {
        UNSET,
        SET,
        INHERIT
    }

    /** How long a learnt station is remembered without a word, in seconds. */
    private static final int AGEING = 300;

    /** The network identifier, 24 bits. */
    public int vni;

    /** Where frames go that no other entry is for: a host or a group. */
    public Ipv4Address remote = Ipv4Address.ANY;

    public Ipv4Address local = Ipv4Address.ANY;

    /** The index of the device below, 0 for none. */
    public int device;

    /** The port that datagrams are sent to and received at, 0 for the kernel's own choice. */
    public int port;

    /** The range of source ports, 0 and 0 for that of sockets. */
    public int lowPort;

    public int highPort;

    /** The type of service outside, 1 for the one inside. */
    public int tos;

    /** The time to live outside, 0 for what the route says. */
    public int ttl;

    public boolean inheritTtl;
    public DontFragment dontFragment = DontFragment.UNSET;

    /** In seconds. */
    public long ageing = AGEING;

    /** How many stations may be remembered, 0 for any number. */
    public long limit;

    public boolean learning = true;
    public boolean proxy;
    public boolean shortCircuit;
    public boolean linkMisses;
    public boolean networkMisses;
    public boolean checksum = true;

    /** Whether one device serves all networks: what it carries says by which tunnel ({@code VXLAN_F_COLLECT_METADATA}). */
    public boolean external;

    /** Whether datagrams of IPv6 without a checksum are taken ({@code VXLAN_F_UDP_ZERO_CSUM6_RX}). */
    public boolean zeroChecksum6;

    /** These settings, to be changed on their own. */
    public VxlanConfig copy() {
        VxlanConfig copy = new VxlanConfig();
        copy.vni = vni;
        copy.remote = remote;
        copy.local = local;
        copy.device = device;
        copy.port = port;
        copy.lowPort = lowPort;
        copy.highPort = highPort;
        copy.tos = tos;
        copy.ttl = ttl;
        copy.inheritTtl = inheritTtl;
        copy.dontFragment = dontFragment;
        copy.ageing = ageing;
        copy.limit = limit;
        copy.learning = learning;
        copy.proxy = proxy;
        copy.shortCircuit = shortCircuit;
        copy.linkMisses = linkMisses;
        copy.networkMisses = networkMisses;
        copy.checksum = checksum;
        copy.external = external;
        copy.zeroChecksum6 = zeroChecksum6;
        return copy;
    }

    /** Takes 0 for an ageing time as the default, as a new device does. */
    void fillDefaults() {
        if (ageing == 0) {
            ageing = AGEING;
        }
        if (port == 0) {
            port = 8472;
        }
    }
}
