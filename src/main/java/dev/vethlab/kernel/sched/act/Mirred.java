package dev.vethlab.kernel.sched.act;

import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceListener;
import dev.vethlab.kernel.device.Drops;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.PacketTrace;
import dev.vethlab.kernel.device.Redirection;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.trace.DropReason;
import dev.vethlab.kernel.trace.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends packets, or copies of them, by another device, or has it receive them (net/sched/act_mirred.c). */
public final class Mirred extends Action {

    private final ActionTable table;
    private final MirredSpec spec;
    private final DeviceListener follower = this::deviceChanged;
    private @Nullable NetDevice device;

    Mirred(ActionTable table, int index, MirredSpec spec, NetDevice device) {
        super(table, index, spec.control());
        this.table = table;
        this.spec = spec;
        this.device = device;
        device.uppers().follow(follower);
    }

    @Override
    public String kind() {
        return "mirred";
    }

    /** What it was made with. */
    public MirredSpec spec() {
        return spec;
    }

    /** Where packets go; empty once the device is gone. */
    public Optional<NetDevice> device() {
        return Optional.ofNullable(device);
    }

    private void deviceChanged(DeviceEvent event, NetDevice changed) {
        if (event == DeviceEvent.UNREGISTER) {
            changed.uppers().unfollow(follower);
            device = null;
        }
    }

    @Override
    void ended() {
        if (device != null) {
            device.uppers().unfollow(follower);
        }
    }

    @Override
    int act(Skb skb, boolean incoming) {
        NetDevice target = device;
        if (!table.enterMirred()) {
            overlimits++;
            return failed(skb, "packets are sent in a circle by mirred: no more than four in a row");
        }
        try {
            if (target == null) {
                overlimits++;
                return failed(skb, "the device that mirred sends packets to is gone");
            }
            if (!target.isUp()) {
                overlimits++;
                return failed(skb, "the device that mirred sends packets to, " + target + ", is down");
            }
            PacketTrace.add(
                    skb,
                    "tcf_mirred_to_dev",
                    spec.mirror() ? Verdict.ACCEPT : Verdict.FORWARD,
                    (spec.mirror() ? "a copy of it is " : "it is ")
                            + (spec.toIngress() ? "received by " : "sent by ")
                            + target);
            forward(skb, target, incoming);
        } finally {
            table.leaveMirred();
        }
        return spec.mirror() ? control : Control.STOLEN;
    }

    /** {@code tcf_mirred_forward}. */
    private void forward(Skb skb, NetDevice target, boolean incoming) {
        Skb sent = skb.copy();
        sent.orphan();
        sent.connection = null;
        sent.ctInfo = null;
        sent.iif = skb.dev.index();
        sent.dev = target;
        if (!spec.mirror()) {
            sent.redirection = incoming ? Redirection.FROM_INGRESS : Redirection.FROM_EGRESS;
        }
        if (!spec.toIngress()) {
            if (incoming) {
                sent.dst = null;
            }
            target.send(sent);
        } else {
            sent.dst = null;
            target.net().softnet().enqueue(sent);
        }
    }

    private int failed(Skb skb, String detail) {
        if (spec.mirror()) {
            PacketTrace.add(skb, "tcf_mirred_act", Verdict.REFUSE, detail);
            return control;
        }
        drops++;
        Drops.drop(skb, DropReason.NOT_SPECIFIED, "tcf_mirred_act", detail, List.of());
        return Control.SHOT;
    }
}
