package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.device.Skb;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The VLANs of a port, or of the bridge device itself ({@code struct net_bridge_vlan_group}). */
public final class VlanGroup {

    private final BitSet members = new BitSet();
    private final BitSet untagged = new BitSet();
    private int pvid;

    /** Whether frames of a VLAN may pass here. */
    public boolean contains(int vlan) {
        return members.get(vlan);
    }

    /** Whether frames of a VLAN leave here without a tag. */
    public boolean isUntagged(int vlan) {
        return untagged.get(vlan);
    }

    /** The VLAN of frames that arrive without a tag, 0 for none. */
    public int pvid() {
        return pvid;
    }

    /** All VLANs, rising. */
    public List<Integer> all() {
        List<Integer> all = new ArrayList<>();
        for (int vlan = members.nextSetBit(0); vlan >= 0; vlan = members.nextSetBit(vlan + 1)) {
            all.add(vlan);
        }
        return all;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether a VLAN is that of untagged frames in both directions ({@code vlan_default_pvid}). */
    boolean hasAsDefault(int vlan) {
        return pvid == vlan && untagged.get(vlan);
    }

    /** Enters a VLAN, or changes what is to be done with its tags ({@code __vlan_add_flags}). */
    void put(int vlan, boolean asPvid, boolean withoutTag) {
        members.set(vlan);
        untagged.set(vlan, withoutTag);
        if (asPvid) {
            pvid = vlan;
        } else if (pvid == vlan) {
            pvid = 0;
        }
    }

    void remove(int vlan) {
        members.clear(vlan);
        untagged.clear(vlan);
        if (pvid == vlan) {
            pvid = 0;
        }
    }

    /** Whether a frame that was filtered on its way in may leave here ({@code br_allowed_egress}). */
    boolean allowsEgress(Skb skb) {
        return members.get(skb.vlanId());
    }

    /** Whether the source of a frame for the bridge itself may be learned, and in which VLAN; -1 where not ({@code br_should_learn}). */
    int learnedIn(Skb skb, int protocol) {
        if (members.isEmpty()) {
            return -1;
        }
        int vlan = skb.vlanProtocol == protocol ? skb.vlanId() : 0;
        if (vlan == 0) {
            return pvid == 0 ? -1 : pvid;
        }
        return members.get(vlan) ? vlan : -1;
    }

    /**
     * Decides whether a frame may enter, and puts the tag of its VLAN beside it ({@code __allowed_ingress}).
     *
     * @return its VLAN, 0 where it may not
     */
    int ingress(Skb skb, int protocol) {
        if (!skb.isTagged() && skb.protocol == protocol) {
            skb.untag();
        }
        boolean tagged = skb.isTagged();
        if (tagged && skb.vlanProtocol != protocol) {
            skb.insertTag();
            tagged = false;
        }
        int vlan = tagged ? skb.vlanId() : 0;
        if (vlan != 0) {
            return members.get(vlan) ? vlan : 0;
        }
        if (pvid != 0) {
            skb.putTag(protocol, (tagged ? skb.vlanTci : 0) | pvid);
        }
        return pvid;
    }
}
