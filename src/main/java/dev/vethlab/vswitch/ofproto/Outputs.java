package dev.vethlab.vswitch.ofproto;

import dev.vethlab.kernel.openvswitch.Vport;
import dev.vethlab.vswitch.action.Action;
import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.PortNames;
import dev.vethlab.vswitch.flow.Slot;

/** The ways out of a bridge: by ports, tunnels and patch ports ({@code xlate_output_action}, {@code compose_output_action__}). */
final class Outputs {

    private static final Slot[] OF_ONE_OUTPUT = {
        Slot.VLAN_TCI, Slot.VLAN_TCI1, Slot.VLAN_TPID, Slot.VLAN_TPID1, Slot.NW_TOS, Slot.ETH_TYPE
    };

    private final Translation translation;
    private final FlowKey flow;
    private final FlowKey wildcards;
    private final DatapathCommit commit;
    private final NormalSwitching normal;
    private final long tunnelledTo;

    Outputs(Translation translation, DatapathCommit commit) {
        this.translation = translation;
        this.flow = translation.flow;
        this.wildcards = translation.wildcards;
        this.commit = commit;
        this.normal = new NormalSwitching(translation);
        this.tunnelledTo = flow.get(Slot.TUN_DST);
    }

    /** {@code xlate_output_action}. */
    NormalSwitching normal() {
        return normal;
    }

    void output(int port) {
        int cameBy = flow.getInt(Slot.IN_PORT);
        switch (port) {
            case PortNames.IN_PORT -> outputTo(cameBy);
            case PortNames.TABLE -> translation.resubmit(0, cameBy);
            case PortNames.NORMAL -> normal.run();
            case PortNames.FLOOD -> flood(cameBy, true);
            case PortNames.ALL -> flood(cameBy, false);
            case PortNames.NONE, PortNames.CONTROLLER -> {}
            default -> {
                if (port == cameBy) {
                    translation.report(Trace.Kind.DETAIL, "skipping output to input port");
                } else {
                    outputTo(port);
                }
            }
        }
    }

    /**
     * {@code xlate_enqueue_action}: a queue is a class of the port's queueing discipline, the first of which is 1 ({@code
     * tc_make_handle}).
     */
    void enqueue(Action.Enqueue enqueue) {
        wildcards.all(Slot.SKB_PRIORITY);
        int cameBy = flow.getInt(Slot.IN_PORT);
        int port = enqueue.port() == PortNames.IN_PORT ? cameBy : enqueue.port();
        if (enqueue.port() == cameBy) {
            return;
        }
        long before = flow.get(Slot.SKB_PRIORITY);
        flow.set(Slot.SKB_PRIORITY, priority(enqueue.queue()));
        outputTo(port);
        flow.set(Slot.SKB_PRIORITY, before);
    }

    /** {@code dpif_netlink_queue_to_priority}. */
    static long priority(long queue) {
        return 1 << 16 | queue + 1 & 0xffff;
    }

    private void flood(int cameBy, boolean quiet) {
        for (OfPort port : translation.bridge.ports()) {
            boolean leftOut = quiet && port.flags().contains(PortFlag.NO_FLOOD);
            if (port.number() != cameBy && !leftOut) {
                outputTo(port.number());
            }
        }
    }

    /** {@code compose_output_action__}. */
    void outputTo(int number) {
        OfPort port = translation.bridge.find(number);
        if (port == null) {
            translation.report(Trace.Kind.WARNING, "Nonexistent output port");
            return;
        }
        if (port.flags().contains(PortFlag.NO_FORWARD)) {
            translation.report(Trace.Kind.DETAIL, "OFPPC_NO_FWD set, skipping output");
            return;
        }
        if (port.type() == PortType.PATCH) {
            OfPort peer = translation.owner.peerOf(port);
            if (peer != null) {
                cross(port, peer);
            }
            return;
        }
        Vport vport = port.vport;
        if (vport == null) {
            return;
        }
        FlowKey before = flow.copy();
        TunnelConfig tunnel = port.tunnel;
        if (tunnel == null) {
            commit.output(vport.number());
            translation.mirroring.onOutput(port);
            restoreAfterOutput(before);
            return;
        }
        TunnelSending.prepare(tunnel, flow, wildcards);
        if (flow.get(Slot.TUN_DST) == 0) {
            translation.report(Trace.Kind.WARNING, "Tunneling decided against output");
        } else if (flow.get(Slot.TUN_DST) == tunnelledTo && tunnelledTo != 0) {
            translation.report(Trace.Kind.WARNING, "Not tunneling to our own address");
        } else {
            if (translation.real) {
                port.txPackets++;
                port.txBytes += translation.length;
            }
            translation.report(Trace.Kind.DETAIL, "output to kernel tunnel");
            commit.tunnel(tunnel.udpPort());
            restoreTunnel(before);
            commit.output(vport.number());
            translation.mirroring.onOutput(port);
        }
        restoreTunnel(before);
        restoreAfterOutput(before);
    }

    private void restoreTunnel(FlowKey before) {
        for (int i = 0; i <= Slot.TUN_TTL.ordinal(); i++) {
            flow.set(Slot.at(i), before.get(Slot.at(i)));
        }
    }

    private void restoreAfterOutput(FlowKey before) {
        for (Slot slot : OF_ONE_OUTPUT) {
            flow.set(slot, before.get(slot));
        }
    }

    /** Goes on in the bridge behind a patch port ({@code patch_port_output}). */
    private void cross(OfPort out, OfPort in) {
        FlowKey before = flow.copy();
        FlowKey marked = wildcards.copy();
        flow.set(Slot.IN_PORT, in.number());
        flow.set(Slot.METADATA, 0);
        for (int i = 0; i <= Slot.TUN_TTL.ordinal(); i++) {
            flow.set(Slot.at(i), 0);
            wildcards.set(Slot.at(i), 0);
        }
        for (int i = 0; i < Slot.REGISTERS; i++) {
            flow.set(Slot.register(i), 0);
        }
        translation.enter(in);
        for (int i = 0; i <= Slot.TUN_TTL.ordinal(); i++) {
            wildcards.set(Slot.at(i), marked.get(Slot.at(i)));
        }
        flow.assign(before);
        if (translation.real) {
            out.txPackets++;
            out.txBytes += translation.length;
            in.rxPackets++;
            in.rxBytes += translation.length;
        }
    }
}
