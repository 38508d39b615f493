package dev.vethlab.vswitch.ofproto;

/** What a port makes of VLAN tags ({@code enum port_vlan_mode}). */
public enum VlanMode {
    ACCESS,
    TRUNK,
    NATIVE_TAGGED,
    NATIVE_UNTAGGED,
    DOT1Q_TUNNEL
}
