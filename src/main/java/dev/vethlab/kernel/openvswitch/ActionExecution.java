package dev.vethlab.kernel.openvswitch;

import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.openvswitch.DatapathAction.CloneOf;
import dev.vethlab.kernel.openvswitch.DatapathAction.Hash;
import dev.vethlab.kernel.openvswitch.DatapathAction.Output;
import dev.vethlab.kernel.openvswitch.DatapathAction.PopVlan;
import dev.vethlab.kernel.openvswitch.DatapathAction.PushVlan;
import dev.vethlab.kernel.openvswitch.DatapathAction.Recirculate;
import dev.vethlab.kernel.openvswitch.DatapathAction.SetPriority;
import dev.vethlab.kernel.openvswitch.DatapathAction.SetTunnel;
import dev.vethlab.kernel.openvswitch.DatapathAction.Track;
import dev.vethlab.kernel.openvswitch.DatapathAction.Untrack;
import dev.vethlab.kernel.openvswitch.DatapathAction.Userspace;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.wire.EthernetFrame;
import dev.vethlab.wire.VlanTag;
import java.util.List;

/** Does to a packet what is to be done (net/openvswitch/actions.c). */
final class ActionExecution {

    private static final String FUNCTION = "do_execute_actions";

    private final Datapath datapath;
    private final ConnectionActions tracking;

    ActionExecution(Datapath datapath) {
        this.datapath = datapath;
        this.tracking = new ConnectionActions(datapath);
    }

    /** {@code do_execute_actions}. */
    void run(Vport port, Skb skb, PacketKey key, List<DatapathAction> actions) {
        int last = actions.size() - 1;
        for (int i = 0; i <= last; i++) {
            DatapathAction action = actions.get(i);
            if (action instanceof Output output) {
                output(i == last ? skb : skb.copy(), output.port());
            } else if (action instanceof Recirculate again) {
                PacketKey further = i == last ? key : key.copy();
                further.recirculate(again.number());
                datapath.process(port, i == last ? skb : skb.copy(), further);
            } else if (action instanceof CloneOf clone) {
                run(port, i == last ? skb : skb.copy(), key.copy(), clone.actions());
            } else if (action instanceof Track track) {
                ConnectionActions.Outcome outcome = tracking.track(skb, key, track);
                if (outcome == ConnectionActions.Outcome.DROPPED) {
                    Drops.drop(skb, DropReason.OVS_CONNTRACK, FUNCTION, "connection tracking refuses it", List.of());
                }
                if (outcome != ConnectionActions.Outcome.GOES_ON) {
                    return;
                }
                continue;
            } else {
                apply(skb, key, action);
                continue;
            }
            if (i == last) {
                return;
            }
        }
        Drops.drop(
                skb,
                DropReason.OVS_LAST_ACTION,
                FUNCTION,
                actions.isEmpty() ? "the switch has nothing to do with it" : "nothing is left to do with it",
                List.of());
    }

    private static void apply(Skb skb, PacketKey key, DatapathAction action) {
        if (action instanceof PushVlan push) {
            skb.insertTag();
            skb.putTag(push.protocol(), push.tci());
        } else if (action instanceof PopVlan) {
            pop(skb);
        } else if (action instanceof SetTunnel set) {
            skb.tunnel = set.tunnel();
        } else if (action instanceof Hash hash) {
            key.setHash(SymmetricHash.of(skb, hash.basis()));
        } else if (action instanceof Untrack) {
            skb.connection = null;
            skb.ctInfo = null;
            key.untrack();
        } else if (action instanceof SetPriority set) {
            skb.priority = set.priority();
        } else if (!(action instanceof Userspace)) {
            HeaderRewrite.apply(skb, action);
        }
    }

    /** {@code skb_vlan_pop}: the next tag inside comes to stand beside the frame. */
    private static void pop(Skb skb) {
        skb.clearTag();
        skb.untag();
    }

    /** {@code do_output}, {@code ovs_vport_send}. */
    private void output(Skb skb, int number) {
        Vport port = datapath.find(number);
        NetDevice device = port == null ? null : port.device();
        if (port == null || device == null || !device.isOperational()) {
            String why = device == null ? "there is no port " + number : device.name() + " is not up";
            if (device != null) {
                skb.dev = device;
            }
            Drops.drop(skb, DropReason.DEV_READY, FUNCTION, why, List.of());
            return;
        }
        int length = packetLength(skb);
        if (length > device.mtu() && skb.segmentSize == 0) {
            device.stats().txErrors++;
            String why = "it has " + length + " bytes, and " + device.name() + " takes " + device.mtu();
            Drops.drop(skb, DropReason.NOT_SPECIFIED, "ovs_vport_send", why, List.of());
            return;
        }
        skb.dst = null;
        if (!port.type().isTunnel()) {
            skb.tunnel = null;
        }
        if (device instanceof InternalDevice internal) {
            internal.take(skb);
        } else {
            device.send(skb);
        }
    }

    /** The length without the Ethernet header, and without a tag inside the frame where there is none beside it. */
    private static int packetLength(Skb skb) {
        boolean taggedInside =
                !skb.isTagged() && (skb.protocol == EthernetFrame.TYPE_VLAN || skb.protocol == EthernetFrame.TYPE_QINQ);
        return skb.payload.length() - (taggedInside ? VlanTag.HEADER_LENGTH : 0);
    }
}
