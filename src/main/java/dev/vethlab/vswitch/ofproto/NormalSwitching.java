package dev.vethlab.vswitch.ofproto;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Slot;
import java.util.LinkedHashMap;
import java.util.Map;

/** Switching by MAC addresses and VLANs: what NORMAL stands for ({@code xlate_normal}). */
final class NormalSwitching {

    private static final long RESERVED = 0x0180_c200_0000L;
    private static final long RESERVED_MASK = 0xffff_ffff_fff0L;

    private static final Slot[] TAGS = {Slot.VLAN_TCI, Slot.VLAN_TCI1, Slot.VLAN_TPID, Slot.VLAN_TPID1};

    private final Translation translation;

    /** The ports that do not get what is flooded, each with the VLAN which it is not in. */
    private final Map<Bundle, Integer> leftOut = new LinkedHashMap<>();

    NormalSwitching(Translation translation) {
        this.translation = translation;
    }

    Map<Bundle, Integer> leftOut() {
        return leftOut;
    }

    void run() {
        FlowKey flow = translation.flow;
        FlowKey wildcards = translation.wildcards;
        wildcards.all(Slot.ETH_SRC);
        wildcards.all(Slot.ETH_DST);
        wildcards.or(Slot.VLAN_TCI, FlowKey.VLAN_VID | FlowKey.VLAN_PRESENT);
        int number = flow.getInt(Slot.IN_PORT);
        OfPort port = translation.bridge.find(number);
        Bundle in = port == null ? null : port.bundle;
        if (number == PortNames.NONE || number == PortNames.CONTROLLER) {
            in = Bundle.ofNobody(translation.bridge);
        }
        if (in == null) {
            translation.report(Trace.Kind.ERROR, "received packet on unknown port " + number);
            translation.report(Trace.Kind.WARNING, "no input bundle, dropping");
            return;
        }
        Vlans tags = Vlans.of(flow);
        String refusal = in.refusalOf(tags.outerId());
        if (refusal != null) {
            translation.report(Trace.Kind.ERROR, refusal);
            translation.report(Trace.Kind.WARNING, "disallowed VLAN VID for this input port, dropping");
            return;
        }
        Vlans vlans = in.onInput(tags);
        if (!translation.bridge.forwardsBpdus && (flow.get(Slot.ETH_DST) & RESERVED_MASK) == RESERVED) {
            translation.report(Trace.Kind.DETAIL, "packet has reserved destination MAC, dropping");
            return;
        }
        markGratuitousArp(flow, wildcards);
        if (port != null) {
            learn(in, vlans);
        }
        forward(in, vlans);
    }

    /** {@code is_gratuitous_arp}, which looks at the packet only as far as it must. */
    private static void markGratuitousArp(FlowKey flow, FlowKey wildcards) {
        if (flow.get(Slot.ETH_TYPE) != FlowKey.TYPE_ARP) {
            return;
        }
        wildcards.all(Slot.ETH_TYPE);
        if (flow.get(Slot.ETH_DST) != Slot.ETH_DST.mask()) {
            return;
        }
        wildcards.all(Slot.NW_PROTO);
        if (flow.get(Slot.NW_PROTO) == 2) {
            return;
        }
        if (flow.get(Slot.NW_PROTO) == 1) {
            wildcards.all(Slot.NW_SRC);
            wildcards.all(Slot.NW_DST);
        }
    }

    private void learn(Bundle in, Vlans vlans) {
        if (!translation.real) {
            return;
        }
        long source = translation.flow.get(Slot.ETH_SRC);
        MacTable macs = translation.bridge.macs();
        if (macs.learn(source, vlans.outerId(), in, translation.nowNs()) && translation.isTraced()) {
            translation.report(
                    Trace.Kind.DETAIL,
                    "learned that " + new MacAddress(source) + " is on port " + in.name() + " in VLAN "
                            + vlans.outerId());
        }
    }

    private void forward(Bundle in, Vlans vlans) {
        long destination = translation.flow.get(Slot.ETH_DST);
        Bundle out = translation.bridge.macs().lookup(destination, vlans.outerId(), translation.nowNs());
        if (out == null) {
            translation.report(Trace.Kind.DETAIL, "no learned MAC for destination, flooding");
            flood(in, vlans);
        } else if (out == in) {
            translation.report(Trace.Kind.DETAIL, "learned port is input port, dropping");
        } else {
            translation.report(Trace.Kind.DETAIL, "forwarding to learned port");
            send(out, vlans);
        }
    }

    private void flood(Bundle in, Vlans vlans) {
        for (Bundle out : translation.bridge.bundles()) {
            if (translation.bridge.isForMirrorsAlone(out)) {
                continue;
            }
            if (out != in && out.includes(vlans)) {
                send(out, vlans);
            } else if (out != in && translation.isTraced()) {
                leftOut.putIfAbsent(out, vlans.outerId());
            }
        }
    }

    /** {@code output_normal}. */
    void send(Bundle out, Vlans vlans) {
        FlowKey flow = translation.flow;
        FlowKey before = flow.copy();
        out.onOutput(vlans).putInto(flow);
        translation.outputTo(out.port.number());
        for (Slot slot : TAGS) {
            flow.set(slot, before.get(slot));
        }
    }
}
