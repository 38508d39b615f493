package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.machine.Jiffies;

/** What a bridge makes of the messages of others (IEEE 802.1D-1998 clause 8.7; net/bridge/br_stp.c). */
final class StpReception {

    private final Bridge bridge;
    private final Stp stp;

    StpReception(Bridge bridge, Stp stp) {
        this.bridge = bridge;
        this.stp = stp;
    }

    /** {@code br_received_config_bpdu}. */
    void received(BridgePort port, Bpdu bpdu) {
        if (!StpSelection.supersedes(stp, port, bpdu)) {
            if (port.isDesignated()) {
                stp.transmitConfig(port);
            }
            return;
        }
        boolean wasRoot = stp.isRoot();
        record(port, bpdu);
        stp.update();
        stp.selectStates();
        if (!stp.isRoot() && wasRoot) {
            stp.hello().cancel();
            if (stp.topologyChangeDetected) {
                stp.topologyChangeTimer().cancel();
                stp.messages().sendNotification();
                stp.notification().set(stp.bridgeHelloTime);
            }
        }
        if (port.number() == stp.rootPort) {
            stp.maxAge = bpdu.maxAge();
            stp.helloTime = bpdu.helloTime();
            stp.forwardDelay = bpdu.forwardDelay();
            stp.setTopologyChange(bpdu.topologyChange());
            stp.generateConfig();
            if (bpdu.topologyChangeAck()) {
                stp.topologyChangeDetected = false;
                stp.notification().cancel();
            }
        }
    }

    private void record(BridgePort port, Bpdu bpdu) {
        port.designatedRoot = bpdu.root();
        port.designatedCost = bpdu.rootPathCost();
        port.designatedBridge = bpdu.bridge();
        port.designatedPort = bpdu.portId();
        port.designatedAge = Jiffies.now(bridge.machine()) - bpdu.messageAge();
        port.messageAge.set(bpdu.maxAge() - bpdu.messageAge());
    }

    /** {@code br_received_tcn_bpdu}. */
    void receivedNotification(BridgePort port) {
        if (port.isDesignated()) {
            stp.detectTopologyChange();
            port.topologyChangeAck = true;
            stp.transmitConfig(port);
        }
    }
}
