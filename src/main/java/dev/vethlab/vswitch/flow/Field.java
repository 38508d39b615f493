package dev.vethlab.vswitch.flow;

/**
 * A field as texts name it ({@code struct mf_field}); {@link Fields} lists them.
 *
 * @param name as OpenFlow 1.2 and later call it, mostly
 * @param alias another name, empty where there is none
 * @param header its name in an extensible match: {@code NXM_OF_ETH_SRC}; empty where it has none
 * @param oxm its name in OpenFlow's extensible match, empty where it has none
 * @param slot where its bits are
 * @param shift how far up they are
 * @param bits how many there are
 * @param bytes how many bytes a text of it may fill
 * @param writable whether actions may change it
 */
public record Field(
        String name,
        String alias,
        String header,
        String oxm,
        Slot slot,
        int shift,
        int bits,
        int bytes,
        Format format,
        Prerequisite prerequisite,
        boolean maskable,
        boolean writable) {

    /** How its values are written. */
    public enum Format {
        DECIMAL,
        HEX,
        ETHERNET,
        IPV4,
        PORT,
        FRAGMENT,
        TCP_FLAGS,
        CT_STATE,
        TUNNEL_FLAGS
    }

    /** What must be known of a packet for the field to have a meaning ({@code enum mf_prereqs}). */
    public enum Prerequisite {
        NONE,
        ETHERNET,
        VLAN,
        IPV4,
        IP,
        ARP,
        TCP,
        UDP,
        SCTP,
        ICMPV4,
        ICMPV6;

        /** {@code mf_are_prereqs_ok__}: whether a packet, or what a match says of it, is such. */
        public boolean holds(FlowKey flow) {
            return switch (this) {
                case NONE, ETHERNET -> true;
                case VLAN -> flow.isTagged();
                case IPV4 -> flow.isIpv4();
                case IP -> flow.isIp();
                case ARP -> flow.isArp();
                case TCP -> transports(flow, FlowKey.TCP);
                case UDP -> transports(flow, FlowKey.UDP);
                case SCTP -> transports(flow, FlowKey.SCTP);
                case ICMPV4 -> flow.isIpv4() && transports(flow, FlowKey.ICMP);
                case ICMPV6 -> flow.get(Slot.ETH_TYPE) == FlowKey.TYPE_IPV6 && transports(flow, FlowKey.ICMPV6);
            };
        }

        private static boolean transports(FlowKey flow, int protocol) {
            return flow.isIp()
                    && flow.get(Slot.NW_PROTO) == protocol
                    && (flow.get(Slot.NW_FRAG) & FlowKey.FRAG_LATER) == 0;
        }

        /** Has a lookup note what must be known ({@code mf_are_prereqs_ok} with wildcards). */
        public void mask(FlowKey mask) {
            switch (this) {
                case NONE, ETHERNET -> {}
                case VLAN -> mask.or(Slot.VLAN_TCI, FlowKey.VLAN_PRESENT);
                case IPV4, IP, ARP -> mask.all(Slot.ETH_TYPE);
                default -> {
                    mask.all(Slot.ETH_TYPE);
                    mask.all(Slot.NW_PROTO);
                }
            }
        }
    }

    /** All its bits, at the bottom. */
    public long mask() {
        return bits >= Long.SIZE ? -1L : (1L << bits) - 1;
    }

    /** All its bits where they are in the slot. */
    public long placedMask() {
        return mask() << shift;
    }

    public long get(FlowKey flow) {
        return flow.get(slot) >>> shift & mask();
    }

    public void set(FlowKey flow, long value) {
        flow.set(slot, flow.get(slot) & ~placedMask() | (value & mask()) << shift);
    }

    /** The name that a subfield of it is written with. */
    public String headerName() {
        return header.isEmpty() ? oxm.isEmpty() ? name : oxm : header;
    }
}
