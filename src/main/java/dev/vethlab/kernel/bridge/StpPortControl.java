package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;

/** What requests set of a port for the spanning tree (net/bridge/br_stp_if.c). */
final class StpPortControl {

    private final Stp stp;

    StpPortControl(Stp stp) {
        this.stp = stp;
    }

    /** {@code br_stp_set_port_priority}. */
    void setPortPriority(BridgePort port, int priority) throws KernelException {
        if (priority < 0 || priority > 63) {
            throw new KernelException(Errno.ERANGE);
        }
        boolean designated = port.isDesignated();
        port.priority = priority;
        port.portId = port.makePortId();
        if (designated) {
            port.designatedPort = port.portId;
        }
        if (stp.bridgeId.equals(port.designatedBridge) && port.portId < port.designatedPort) {
            stp.becomeDesignated(port);
            stp.selectStates();
        }
    }

    /** {@code br_stp_set_path_cost}. */
    void setPathCost(BridgePort port, long cost) throws KernelException {
        if (cost < 1 || cost > 65535) {
            throw new KernelException(Errno.ERANGE);
        }
        port.pathCost = (int) cost;
        stp.update();
        stp.selectStates();
    }

    /** {@code br_set_state} by request; only while the protocol is off. */
    void setState(BridgePort port, int state) throws KernelException {
        if (state < 0 || state >= PortState.values().length) {
            throw new KernelException(Errno.EINVAL);
        }
        if (stp.isOn()) {
            throw new KernelException(Errno.EBUSY);
        }
        PortState wanted = PortState.values()[state];
        if (!port.device().isUp() || !port.isOperational() && wanted != PortState.DISABLED) {
            throw new KernelException(Errno.ENETDOWN);
        }
        port.state = wanted;
        stp.selectStates();
    }
}
