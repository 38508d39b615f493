package dev.vethlab.vswitch.ofproto;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.TunnelInfo;
import dev.vethlab.kernel.openvswitch.DatapathAction;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What has become of a packet so far, made into actions of the datapath whenever it is sent ({@code commit_odp_actions}). */
final class DatapathCommit {

    private static final Slot[] ETHERNET = {Slot.ETH_SRC, Slot.ETH_DST};
    private static final Slot[] IPV4 = {Slot.NW_SRC, Slot.NW_DST, Slot.NW_TOS, Slot.NW_TTL};
    private static final Slot[] PORTS = {Slot.TP_SRC, Slot.TP_DST};
    private static final Slot[] ARP = {Slot.NW_SRC, Slot.NW_DST, Slot.NW_PROTO, Slot.ARP_SHA, Slot.ARP_THA};
    private static final Slot[] TUNNEL = {
        Slot.TUN_ID, Slot.TUN_SRC, Slot.TUN_DST, Slot.TUN_FLAGS, Slot.TUN_TOS, Slot.TUN_TTL
    };

    private final FlowKey flow;
    private final FlowKey wildcards;
    private final boolean texts;

    /** The packet as the datapath has it by now. */
    private final FlowKey base;

    private final List<DatapathAction> actions = new ArrayList<>();
    private boolean slow;
    private final List<String> words = new ArrayList<>();

    DatapathCommit(FlowKey flow, FlowKey wildcards, boolean texts) {
        this.flow = flow;
        this.wildcards = wildcards;
        this.texts = texts;
        this.base = flow.copy();
        for (Slot slot : TUNNEL) {
            base.set(slot, 0);
        }
    }

    List<DatapathAction> actions() {
        return actions;
    }

    void clear() {
        actions.clear();
        words.clear();
    }

    /** Whether the kernel cannot do it and the program does. */
    boolean isSlow() {
        return slow;
    }

    /** {@code format_odp_actions}. */
    String text() {
        return words.isEmpty() ? "drop" : String.join(",", words);
    }

    private boolean differs(Slot[] slots) {
        for (Slot slot : slots) {
            if (flow.get(slot) != base.get(slot)) {
                return true;
            }
        }
        return false;
    }

    private void take(Slot[] slots) {
        for (Slot slot : slots) {
            base.set(slot, flow.get(slot));
        }
    }

    /** Makes the packet what it has become so far. */
    void all() {
        commitEthernet();
        commitNetwork();
        commitPorts();
        commitVlans();
        commitPriority();
    }

    void add(DatapathAction action, Supplier<String> text) {
        actions.add(action);
        say(text);
    }

    void output(int port) {
        all();
        add(new DatapathAction.Output(port), () -> Integer.toString(port));
    }

    /** Where a list of actions for a copy of the packet begins, and how the packet was there. */
    record Mark(int actions, int words, FlowKey base) {}

    /** Begins a list of actions for a copy of the packet. */
    Mark beginClone() {
        all();
        return new Mark(actions.size(), words.size(), base.copy());
    }

    /** Ends the list. */
    void endClone(Mark mark) {
        List<DatapathAction> inside = actions.subList(mark.actions(), actions.size());
        List<String> said = words.subList(mark.words(), words.size());
        if (!inside.isEmpty()) {
            DatapathAction clone = new DatapathAction.CloneOf(List.copyOf(inside));
            String text = "clone(" + String.join(",", said) + ")";
            inside.clear();
            said.clear();
            add(clone, () -> text);
        }
        base.assign(mark.base());
    }

    private void commitPriority() {
        if (flow.get(Slot.SKB_PRIORITY) != base.get(Slot.SKB_PRIORITY)) {
            int priority = flow.getInt(Slot.SKB_PRIORITY);
            add(
                    new DatapathAction.SetPriority(priority),
                    () -> "set(skb_priority(" + DatapathText.hex(priority) + "))");
            base.set(Slot.SKB_PRIORITY, priority);
        }
    }

    private void commitEthernet() {
        if (differs(ETHERNET)) {
            actions.add(new DatapathAction.SetEthernet(
                    new MacAddress(flow.get(Slot.ETH_SRC)), new MacAddress(flow.get(Slot.ETH_DST))));
            say(() -> DatapathText.ethernet(flow, wildcards));
            take(ETHERNET);
        }
    }

    private void commitNetwork() {
        if (base.isIpv4() && differs(IPV4)) {
            actions.add(new DatapathAction.SetIpv4(
                    new Ipv4Address(flow.getInt(Slot.NW_SRC)),
                    new Ipv4Address(flow.getInt(Slot.NW_DST)),
                    flow.getInt(Slot.NW_TOS),
                    flow.getInt(Slot.NW_TTL)));
            say(() -> DatapathText.ipv4(flow, wildcards));
            take(IPV4);
        } else if (base.isArp() && differs(ARP)) {
            actions.add(new DatapathAction.SetArp(
                    flow.getInt(Slot.NW_PROTO),
                    new MacAddress(flow.get(Slot.ARP_SHA)),
                    new Ipv4Address(flow.getInt(Slot.NW_SRC)),
                    new MacAddress(flow.get(Slot.ARP_THA)),
                    new Ipv4Address(flow.getInt(Slot.NW_DST))));
            slow = true;
            say(() -> DatapathText.arp(flow, wildcards));
            take(ARP);
        }
    }

    private void commitPorts() {
        int protocol = flow.getInt(Slot.NW_PROTO);
        boolean ports = base.isIp() && (protocol == FlowKey.TCP || protocol == FlowKey.UDP);
        if (ports && differs(PORTS)) {
            actions.add(new DatapathAction.SetPorts(protocol, flow.getInt(Slot.TP_SRC), flow.getInt(Slot.TP_DST)));
            say(() -> DatapathText.ports(flow, wildcards));
            take(PORTS);
        }
    }

    /** {@code commit_vlan_action}: tags that are the same inside stay. */
    private void commitVlans() {
        int baseTags = base.countVlans();
        int flowTags = flow.countVlans();
        int alike = 0;
        while (alike < baseTags && alike < flowTags && tag(base, alike + 1) == tag(flow, alike + 1)) {
            alike++;
        }
        for (; baseTags > alike; baseTags--) {
            actions.add(new DatapathAction.PopVlan());
            say(() -> "pop_vlan");
            wildcards.all(Slot.VLAN_TCI);
        }
        for (int place = alike + 1; place <= flowTags; place++) {
            long bits = tag(flow, place);
            int type = (int) (bits >>> 16);
            int control = (int) bits & 0xffff & ~FlowKey.VLAN_PRESENT;
            actions.add(new DatapathAction.PushVlan(type, control));
            say(() -> DatapathText.pushVlan(type, control));
        }
        take(new Slot[] {Slot.VLAN_TCI, Slot.VLAN_TPID, Slot.VLAN_TCI1, Slot.VLAN_TPID1});
    }

    /** The tag that is so far from the inside: its type and its control information. */
    private static long tag(FlowKey key, int fromInside) {
        boolean outer = key.countVlans() == fromInside;
        Slot type = outer ? Slot.VLAN_TPID : Slot.VLAN_TPID1;
        return key.get(type) << 16 | key.get(outer ? Slot.VLAN_TCI : Slot.VLAN_TCI1);
    }

    /** {@code commit_odp_tunnel_action}. */
    void tunnel(int udpPort) {
        if (!differs(TUNNEL)) {
            return;
        }
        actions.add(new DatapathAction.SetTunnel(new TunnelInfo(
                true,
                flow.get(Slot.TUN_ID),
                (flow.get(Slot.TUN_FLAGS) & FlowKey.TUNNEL_KEY) != 0,
                new Ipv4Address(flow.getInt(Slot.TUN_SRC)),
                new Ipv4Address(flow.getInt(Slot.TUN_DST)),
                flow.getInt(Slot.TUN_TOS),
                flow.getInt(Slot.TUN_TTL),
                (flow.get(Slot.TUN_FLAGS) & FlowKey.TUNNEL_DF) != 0)));
        say(() -> DatapathText.tunnel(flow, udpPort));
        take(TUNNEL);
    }

    private void say(Supplier<String> text) {
        if (texts) {
            words.add(text.get());
        }
    }
}
