package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import java.util.Optional;

/**
 * Sends a frame, or a copy of it, by another device, as it came or was to go ({@code nft_fwd_netdev.c},
 * {@code nft_dup_netdev.c}).
 *
 * @param copy whether the frame itself goes on, and only a copy is sent
 * @param device the index of the device
 */
public record DeviceStatement(boolean copy, int device) implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        Optional<NetDevice> target = evaluation.environment.net().devices().byIndex(device);
        if (!copy) {
            evaluation.verdict = Verdict.of(target.isPresent() ? Verdict.Kind.STOLEN : Verdict.Kind.DROP);
            evaluation.remark =
                    target.map(known -> ": it is sent by " + known).orElse("; the device to send it by is gone");
        }
        target.ifPresent(known -> {
            Skb sent = evaluation.skb.copy();
            sent.orphan();
            sent.dst = null;
            sent.connection = null;
            sent.ctInfo = null;
            known.send(sent);
        });
        return copy ? Outcome.NEXT : Outcome.DECIDED;
    }

    @Override
    public String text(TextStyle style) {
        return (copy ? "dup" : "fwd") + " to " + DataType.IFACE_INDEX.text(device, style);
    }

    @Override
    public boolean isTerminal() {
        return !copy;
    }
}
