package dev.vethlab.tool.nft;

import dev.vethlab.kernel.netfilter.nftables.DataType;
import dev.vethlab.kernel.netfilter.nftables.DeviceStatement;
import dev.vethlab.kernel.netfilter.nftables.Family;
import dev.vethlab.kernel.netfilter.nftables.Statement;

/** Reads what sends packets elsewhere: {@code dup to}, {@code fwd to}. */
final class CopyParser {

    private final Input input;
    private final RuleScope scope;
    private final Values values;

    CopyParser(Input input, RuleScope scope) {
        this.input = input;
        this.scope = scope;
        this.values = new Values(input, scope.namespace().net(), scope.isLive());
    }

    Statement read() throws SyntaxException {
        Token word = input.next();
        input.expect("to");
        if (scope.isLive() && scope.family() != Family.NETDEV) {
            throw word.is("dup") && scope.family().seesIpv4()
                    ? SyntaxException.of("dup is simulated in the family netdev alone", word.span())
                    : SyntaxException.of("unsupported family", word.span());
        }
        long device = values.value(DataType.IFACE_INDEX).low();
        if (input.at("device")) {
            input.next();
            throw input.unexpected("");
        }
        return new DeviceStatement(word.is("dup"), (int) device);
    }
}
