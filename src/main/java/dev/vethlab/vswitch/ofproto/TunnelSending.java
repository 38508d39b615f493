package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.flow.FlowKey;
import dev.vethlab.vswitch.flow.Slot;

/** Says by which tunnel a packet is to go, as far as the port's options do and no flow has ({@code tnl_port_send}). */
final class TunnelSending {

    private static final int DSCP = 0xfc;
    private static final int ECN = 3;
    private static final int CAPABLE = 2;

    private TunnelSending() {}

    static void prepare(TunnelConfig tunnel, FlowKey flow, FlowKey wildcards) {
        tunnel.local().ifPresent(local -> flow.set(Slot.TUN_SRC, local.bits()));
        tunnel.remote().ifPresent(remote -> flow.set(Slot.TUN_DST, remote.bits()));
        tunnel.outKey().ifPresent(key -> flow.set(Slot.TUN_ID, key));
        if (tunnel.ttl() < 0 && flow.isIp()) {
            wildcards.all(Slot.NW_TTL);
            flow.set(Slot.TUN_TTL, flow.get(Slot.NW_TTL));
        } else {
            flow.set(Slot.TUN_TTL, Math.max(tunnel.ttl(), 0));
        }
        long tos = Math.max(tunnel.tos(), 0);
        if (tunnel.tos() < 0 && flow.isIp()) {
            wildcards.or(Slot.NW_TOS, DSCP);
            tos = flow.get(Slot.NW_TOS) & DSCP;
        }
        if (flow.isIp()) {
            wildcards.or(Slot.NW_TOS, ECN);
            long inner = flow.get(Slot.NW_TOS) & ECN;
            tos |= inner == ECN ? CAPABLE : inner;
        }
        flow.set(Slot.TUN_TOS, tos);
        flow.set(
                Slot.TUN_FLAGS,
                (tunnel.dontFragment() ? FlowKey.TUNNEL_DF : 0) | (tunnel.keyGiven() ? FlowKey.TUNNEL_KEY : 0));
    }
}
