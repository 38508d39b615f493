package dev.vethlab.kernel.netfilter;

import dev.vethlab.kernel.device.HookFunction;
import dev.vethlab.kernel.device.HookVerdict;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything at one hook, one after the other ({@code nf_hook_slow}). */
final class HookRun implements HookFunction {

    private final HookFunction[] functions;

    HookRun(List<HookFunction> functions) {
        this.functions = functions.toArray(HookFunction[]::new);
    }

    @Override
    public HookVerdict run(Skb skb, @Nullable NetDevice in, @Nullable NetDevice out) {
        for (HookFunction function : functions) {
            HookVerdict verdict = function.run(skb, in, out);
            if (!verdict.isAccept()) {
                return verdict;
            }
        }
        return HookVerdict.ACCEPT;
    }
}
