package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.Slot;
import java.util.List;

/** Copies a packet to where mirrors say ({@code mirror_packet}). */
final class Mirroring {

    private static final long RESERVED = 0x0180_c200_0000L;
    private static final long RESERVED_MASK = 0xffff_ffff_fff0L;

    private final Translation translation;

    /** The mirrors of the bridge that have had the packet, a bit each. */
    private long done;

    Mirroring(Translation translation) {
        this.translation = translation;
    }

    /** Another bridge has mirrors of its own; what is to be given back. */
    long beginBridge() {
        long before = done;
        done = 0;
        return before;
    }

    void endBridge(long before) {
        done = before;
    }

    /** Whether packets that come by a port are dropped, as copies alone are to go by it. */
    boolean isReserved(OfPort port) {
        for (Mirror mirror : translation.bridge.mirrors()) {
            if (mirror.output() != null && mirror.output() == port.bundle) {
                translation.report(
                        Trace.Kind.ERROR,
                        "dropping packet received on port " + port.bundle.name()
                                + ", which is reserved exclusively for mirroring");
                return true;
            }
        }
        return false;
    }

    void onInput(OfPort port) {
        Bundle bundle = port.bundle;
        if (bundle != null && !translation.bridge.mirrors().isEmpty()) {
            mirror(bundle, true);
        }
    }

    void onOutput(OfPort port) {
        Bundle bundle = port.bundle;
        if (bundle != null && !translation.bridge.mirrors().isEmpty()) {
            mirror(bundle, false);
        }
    }

    private void mirror(Bundle bundle, boolean input) {
        List<Mirror> mirrors = translation.bridge.mirrors();
        Vlans tags = Vlans.of(translation.flow);
        if (bundle.refusalOf(tags.outerId()) != null) {
            return;
        }
        Vlans vlans = bundle.onInput(tags);
        for (int i = 0; i < mirrors.size(); i++) {
            Mirror mirror = mirrors.get(i);
            boolean selects = (input ? mirror.sources() : mirror.destinations()).contains(bundle);
            if (!selects || (done >> i & 1) != 0) {
                continue;
            }
            if (mirror.vlans() != null) {
                translation.wildcards.or(Slot.VLAN_TCI, FlowKey.VLAN_VID | FlowKey.VLAN_PRESENT);
                if (!mirror.vlans().get(vlans.outerId())) {
                    continue;
                }
            }
            for (int j = 0; j < mirrors.size(); j++) {
                done |= mirrors.get(j).goesTheWayOf(mirror) ? 1L << j : 0;
            }
            send(mirror, vlans);
        }
    }

    private void send(Mirror mirror, Vlans vlans) {
        NormalSwitching normal = translation.normal();
        Bundle output = mirror.output();
        if (output != null) {
            normal.send(output, vlans);
        } else if (vlans.outerId() != mirror.outputVlan()
                && (translation.flow.get(Slot.ETH_DST) & RESERVED_MASK) != RESERVED) {
            Vlans copied = vlans.withOuterId(mirror.outputVlan());
            for (Bundle bundle : translation.bridge.bundles()) {
                if (bundle.includes(copied) && !translation.bridge.isForMirrorsAlone(bundle)) {
                    normal.send(bundle, copied);
                }
            }
        }
    }
}
