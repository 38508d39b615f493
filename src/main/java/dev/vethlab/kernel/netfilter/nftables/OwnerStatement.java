package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.Map;

/**
 * Who sent a packet (net/netfilter/xt_owner.c). In a lab all programs are root's; what the kernel sends by itself is nobody's.
 *
 * @param tests what is asked, and whether the answer is turned round
 * @param users the users that are meant
 * @param groups the groups that are meant
 */
public record OwnerStatement(Map<Test, Boolean> tests, Range users, Range groups) implements Statement {

    /** What can be asked. */
    public enum Test {
        USER,
        GROUP,
        SOCKET
    }

    /** Users or groups by number. */
    public record Range(long lowest, long highest) {

        boolean holdsRoot() {
            return lowest == 0;
        }
    }

    public OwnerStatement {
        tests = Map.copyOf(tests);
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        return holds(evaluation.skb.socket != null) ? Outcome.NEXT : Outcome.BREAK;
    }

    /** {@code owner_mt}: without a socket only what is asked the other way round can hold. */
    private boolean holds(boolean hasSocket) {
        if (!hasSocket) {
            return tests.values().stream().allMatch(inverted -> inverted);
        }
        for (Map.Entry<Test, Boolean> test : tests.entrySet()) {
            boolean is = switch (test.getKey()) {
                case USER -> users.holdsRoot();
                case GROUP -> groups.holdsRoot();
                case SOCKET -> true;
            };
            if (is == test.getValue()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        if (point != HookPoint.LOCAL_OUT && point != HookPoint.POST_ROUTING) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    @Override
    public String text(TextStyle style) {
        return "xt match owner";
    }
}
