package dev.vethlab.kernel.bridge;

import org.jspecify.annotations.Nullable;

/** Who is better: the comparisons of the spanning tree (IEEE 802.1D-1998 clause 8.6; net/bridge/br_stp.c). */
final class StpSelection {

    private StpSelection() {}

    /** {@code br_root_selection}. */
    static void selectRoot(Bridge bridge, Stp stp) {
        BridgePort best = null;
        for (BridgePort port : bridge.ports()) {
            if (!shouldBecomeRoot(stp, port, best)) {
                continue;
            }
            if (port.has(PortFlag.ROOT_BLOCK)) {
                port.state = PortState.LISTENING;
                if (stp.forwardDelay > 0) {
                    port.forwardDelay.set(stp.forwardDelay);
                }
            } else {
                best = port;
            }
        }
        stp.rootPort = best == null ? 0 : best.number();
        stp.designatedRoot = best == null ? stp.bridgeId : best.designatedRoot;
        stp.rootPathCost = best == null ? 0 : best.designatedCost + best.pathCost;
    }

    private static boolean shouldBecomeRoot(Stp stp, BridgePort port, @Nullable BridgePort best) {
        if (port.state == PortState.DISABLED
                || port.isDesignated()
                || stp.bridgeId.compareTo(port.designatedRoot) <= 0) {
            return false;
        }
        if (best == null) {
            return true;
        }
        int order = port.designatedRoot.compareTo(best.designatedRoot);
        if (order == 0) {
            order = Integer.compare(port.designatedCost + port.pathCost, best.designatedCost + best.pathCost);
        }
        if (order == 0) {
            order = port.designatedBridge.compareTo(best.designatedBridge);
        }
        if (order == 0) {
            order = Integer.compare(port.designatedPort, best.designatedPort);
        }
        return order == 0 ? port.portId < best.portId : order < 0;
    }

    /** {@code br_should_become_designated_port}. */
    static boolean shouldBecomeDesignated(Stp stp, BridgePort port) {
        if (port.isDesignated() || !port.designatedRoot.equals(stp.designatedRoot)) {
            return true;
        }
        int order = Integer.compare(stp.rootPathCost, port.designatedCost);
        if (order == 0) {
            order = stp.bridgeId.compareTo(port.designatedBridge);
        }
        return order == 0 ? port.portId < port.designatedPort : order < 0;
    }

    /** Whether a message is at least as good as what the port knows ({@code br_supersedes_port_info}). */
    static boolean supersedes(Stp stp, BridgePort port, Bpdu bpdu) {
        int order = bpdu.root().compareTo(port.designatedRoot);
        if (order == 0) {
            order = Integer.compare(bpdu.rootPathCost(), port.designatedCost);
        }
        if (order == 0) {
            order = bpdu.bridge().compareTo(port.designatedBridge);
        }
        if (order != 0) {
            return order < 0;
        }
        return !bpdu.bridge().equals(stp.bridgeId) || bpdu.portId() <= port.designatedPort;
    }
}
