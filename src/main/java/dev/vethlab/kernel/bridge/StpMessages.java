package dev.vethlab.kernel.bridge;

import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.wire.Bytes;
import dev.vethlab.wire.EthernetFrame;

/** Sends and receives the messages of the spanning tree (net/bridge/br_stp_bpdu.c). */
final class StpMessages {

    /** The highest value that is a length and no EtherType, and one more. */
    private static final int LEAST_ETHER_TYPE = 1536;

    private final Bridge bridge;
    private final Stp stp;
    private final StpReception reception;

    StpMessages(Bridge bridge, Stp stp) {
        this.bridge = bridge;
        this.stp = stp;
        this.reception = new StpReception(bridge, stp);
    }

    void sendConfig(BridgePort port, int age) {
        if (stp.isOn()) {
            send(
                    port,
                    new Bpdu(
                                    stp.topologyChange,
                                    port.topologyChangeAck,
                                    stp.designatedRoot,
                                    stp.rootPathCost,
                                    stp.bridgeId,
                                    port.portId,
                                    age,
                                    stp.maxAge,
                                    stp.helloTime,
                                    stp.forwardDelay)
                            .encode());
        }
    }

    /** {@code br_transmit_tcn}. */
    void sendNotification() {
        BridgePort root = stp.port(stp.rootPort);
        if (root != null && stp.isOn()) {
            send(root, Bpdu.notification());
        }
    }

    /** {@code br_send_bpdu}: through the hook NF_BR_LOCAL_OUT. */
    private void send(BridgePort port, Bytes message) {
        EthernetFrame frame = new EthernetFrame(bridge.groupAddress(), port.address(), message.length(), message);
        Skb skb = Skb.of(port.device(), frame);
        HookFunction hook = bridge.net().hooks().bridge(HookPoint.LOCAL_OUT);
        if (hook == null || hook.run(skb, null, port.device()).isAccept()) {
            port.device().send(skb);
        }
    }

    /** Whether a frame is one for the spanning tree, by its LLC header. */
    static boolean isBpdu(EthernetFrame frame) {
        return frame.type() < LEAST_ETHER_TYPE && frame.payload() instanceof Bytes bytes && Bpdu.isBpdu(bytes);
    }

    /** {@code br_stp_rcv}. */
    void receive(BridgePort port, EthernetFrame frame) {
        if (!stp.isOn()
                || !bridge.isUp()
                || port.state == PortState.DISABLED
                || !frame.destination().equals(bridge.groupAddress())) {
            return;
        }
        if (port.has(PortFlag.BPDU_GUARD)) {
            stp.disable(port);
            return;
        }
        Bytes bytes = (Bytes) frame.payload();
        if (Bpdu.isNotification(bytes)) {
            reception.receivedNotification(port);
        } else if (Bpdu.isConfig(bytes)) {
            Bpdu bpdu = Bpdu.parse(bytes);
            if (bpdu.messageAge() <= bpdu.maxAge()) {
                reception.received(port, bpdu);
            }
        }
    }
}
