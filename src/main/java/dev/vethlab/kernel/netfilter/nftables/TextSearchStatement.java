package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The match {@code string} (net/netfilter/xt_string.c): bytes anywhere in a packet, its IP header included.
 *
 * @param pattern the bytes, each as a character
 * @param from the first offset to look at
 * @param to the offset that the bytes end before
 * @param anyCase whether small and capital letters are the same
 * @param inverted whether it holds for packets without the bytes
 * @param algorithm by name; what is found does not depend on it
 */
public record TextSearchStatement(String pattern, int from, int to, boolean anyCase, boolean inverted, String algorithm)
        implements Statement {

    @Override
    public Outcome run(Evaluation evaluation) {
        String text = new String(evaluation.skb.payload.encode(), StandardCharsets.ISO_8859_1);
        int at = folded(text).indexOf(folded(pattern), from);
        boolean found = at >= 0 && at + pattern.length() <= to;
        return found == inverted ? Outcome.BREAK : Outcome.NEXT;
    }

    private String folded(String text) {
        return anyCase ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** {@code fsm} takes no plain text; others there are not. */
    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        if (!algorithm.equals("bm") && !algorithm.equals("kmp")) {
            throw new KernelException(algorithm.equals("fsm") ? Errno.EINVAL : Errno.ENOENT);
        }
    }

    @Override
    public String text(TextStyle style) {
        return "xt match string";
    }
}
