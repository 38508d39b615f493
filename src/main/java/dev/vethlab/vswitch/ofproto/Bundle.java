package dev.vethlab.vswitch.ofproto;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.vswitch.flow.PortNames;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A port as switching by MAC addresses sees it ({@code struct ofbundle}). */
final class Bundle {

    private final String name;
    final OfPort port;
    VlanMode mode = VlanMode.TRUNK;
    int vlan;

    /** The VLANs that it carries; null for all. */
    @Nullable
    BitSet trunks;

    /** Of a port that puts tags around others: those that it takes; null for all. */
    @Nullable
    BitSet customerVlans;

    /** The EtherType of the tags that such a port puts around others. */
    int serviceProtocol = Vlans.DOT1AD;

    Bundle(String name, OfPort port) {
        this.name = name;
        this.port = port;
    }

    /** Stands for what comes by no port at all: it may be in any VLAN ({@code ofpp_none_bundle}). */
    static Bundle ofNobody(Bridge bridge) {
        return new Bundle(
                "OFPP_NONE", new OfPort(bridge, "OFPP_NONE", PortNames.NONE, PortType.SYSTEM, MacAddress.ZERO));
    }

    String name() {
        return name;
    }

    /** {@code xbundle_allows_cvlan}. */
    private boolean takes(int id) {
        return customerVlans == null || customerVlans.get(id);
    }

    private boolean trunks(int id) {
        return trunks == null || trunks.get(id);
    }

    /** {@code xbundle_includes_vlan}. */
    boolean includes(Vlans vlans) {
        return switch (mode) {
            case ACCESS -> vlans.outerId() == vlan && vlans.innerId() == 0;
            case TRUNK, NATIVE_TAGGED, NATIVE_UNTAGGED -> trunks(vlans.outerId());
            case DOT1Q_TUNNEL -> vlans.outerId() == vlan && takes(vlans.innerId());
        };
    }

    /** What is wrong with a tag on the way in, null where nothing is ({@code input_vid_is_valid}). */
    @Nullable
    String refusalOf(int id) {
        if (mode == VlanMode.ACCESS && id != 0) {
            return "dropping VLAN " + id + " tagged packet received on port " + name + " configured as VLAN " + vlan
                    + " access port";
        }
        if (mode == VlanMode.DOT1Q_TUNNEL && !takes(id)) {
            return "dropping VLAN " + id + " packet received on dot1q-tunnel port " + name + " that excludes this VLAN";
        }
        boolean trunk = mode == VlanMode.TRUNK || mode != VlanMode.DOT1Q_TUNNEL && id != 0;
        if (mode != VlanMode.ACCESS && trunk && !trunks(id)) {
            return "dropping VLAN " + id + " packet received on port " + name + " not configured for trunking VLAN "
                    + id;
        }
        return null;
    }

    /** Which VLANs a packet is in, by the tags that it came in with ({@code xvlan_input_translate}). */
    Vlans onInput(Vlans in) {
        return switch (mode) {
            case TRUNK -> in;
            case ACCESS -> new Vlans(vlan, in.outerPriority(), in.outerProtocol(), 0, 0, 0);
            case NATIVE_TAGGED, NATIVE_UNTAGGED -> in.outerId() == 0 ? in.withOuterId(vlan) : in;
            case DOT1Q_TUNNEL -> in.push(vlan, serviceProtocol);
        };
    }

    /** Which tags a packet goes out with ({@code xvlan_output_translate}). */
    Vlans onOutput(Vlans vlans) {
        return switch (mode) {
            case ACCESS -> Vlans.NONE;
            case TRUNK, NATIVE_TAGGED -> vlans;
            case NATIVE_UNTAGGED -> vlans.outerId() == vlan ? vlans.pop() : vlans;
            case DOT1Q_TUNNEL -> vlans.pop();
        };
    }
}
