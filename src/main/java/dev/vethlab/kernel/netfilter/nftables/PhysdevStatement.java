package dev.vethlab.kernel.netfilter.nftables;

import dev.vethlab.kernel.device.BridgedPacket;
import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Matches bridged packets by the ports that they come in and leave by (net/netfilter/xt_physdev.c).
 *
 * @param in the port's name, with {@code +} behind the beginning of a name
 * @param tests what is asked, and whether the answer is turned round
 */
public record PhysdevStatement(Map<Test, Boolean> tests, String in, String out) implements Statement {

    /** What can be asked. */
    public enum Test {
        IN,
        OUT,
        BRIDGED,
        IS_IN,
        IS_OUT
    }

    public PhysdevStatement {
        tests = tests.isEmpty() ? Map.of() : new EnumMap<>(tests);
    }

    @Override
    public Outcome run(Evaluation evaluation) {
        return matches(evaluation.skb.bridged) ? Outcome.NEXT : Outcome.BREAK;
    }

    private boolean matches(@Nullable BridgedPacket bridged) {
        NetDevice from = bridged == null ? null : bridged.in;
        NetDevice to = bridged == null ? null : bridged.out;
        for (Map.Entry<Test, Boolean> test : tests.entrySet()) {
            boolean holds = switch (test.getKey()) {
                case IN -> from != null && isNamed(from.name(), in);
                case OUT -> to != null && isNamed(to.name(), out);
                case BRIDGED, IS_OUT -> to != null;
                case IS_IN -> from != null;
            };
            if (holds == test.getValue()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNamed(String name, String pattern) {
        return pattern.endsWith("+")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    @Override
    public String text(TextStyle style) {
        return "";
    }

    @Override
    public void validate(HookPoint point, BaseChain.Type type) throws KernelException {
        boolean asksForOut = tests.containsKey(Test.OUT) || tests.containsKey(Test.IS_OUT);
        boolean ofBridged = Boolean.FALSE.equals(tests.get(Test.BRIDGED));
        if (asksForOut && !ofBridged && point == HookPoint.LOCAL_OUT) {
            throw new KernelException(Errno.EINVAL);
        }
    }
}
