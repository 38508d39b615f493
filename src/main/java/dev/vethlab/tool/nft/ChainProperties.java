package dev.vethlab.tool.nft;

import dev.vethlab.kernel.device.HookPoint;
import dev.vethlab.kernel.netfilter.nftables.BaseChain;
import dev.vethlab.kernel.netfilter.nftables.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in the braces of a chain before its rules. */
final class ChainProperties {

    @Nullable
    Token type;

    @Nullable
    Token hook;

    /** The names of the devices that it is to belong to. */
    List<String> devices = List.of();

    int priority;

    @Nullable
    Boolean drops;

    String comment = "";

    Span policyAt = new Span(0, 0, 0, 0);
    Span devicesAt = new Span(0, 0, 0, 0);
    Span hookAt = new Span(0, 0, 0, 0);

    /** Whether a family has that hook, and chains there belong to devices or not ({@code chain_evaluate}). */
    void check(Family family) throws SyntaxException {
        Token named = hook;
        if (named == null) {
            return;
        }
        HookPoint point = BaseChain.hook(named.text()).orElseThrow();
        boolean ofDevice = point == HookPoint.INGRESS || point == HookPoint.EGRESS;
        boolean exists =
                family == Family.NETDEV ? ofDevice : !ofDevice || family == Family.INET && point == HookPoint.INGRESS;
        if (!exists) {
            throw SyntaxException.of("The " + family.word() + " family does not support this hook", named.span());
        }
        if (ofDevice && devices.isEmpty()) {
            throw SyntaxException.of("Missing `device' in this chain definition", hookAt);
        }
        if (!ofDevice && !devices.isEmpty()) {
            throw SyntaxException.of("This chain type cannot be bound to device", devicesAt);
        }
    }
}
