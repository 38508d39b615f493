package dev.vethlab.tool.iptables;

import dev.vethlab.kernel.netfilter.nftables.PlacedStatement;
import dev.vethlab.kernel.netfilter.nftables.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A match or a target with its options.
 *
 * @param save as {@code -S} writes it, with its name in front
 * @param numeric as {@code -L -n} writes it, a blank in front
 * @param named as {@code -L} writes it, a blank in front
 * @param statements what it is in nf_tables
 */
record Extension(String name, String save, String numeric, String named, List<Statement> statements) {

    private static final int TCP = 6;
    private static final int UDP = 17;

    /**
     * The match of a transport protocol in a rule of a protocol: the kernel takes it in rules of its own alone
     * ({@code xt_check_match}).
     *
     * @param protocol the protocol of the rule, 0 for any
     */
    Extension inRuleOf(int protocol) throws ParameterException {
        if (protocol == (name.equals("tcp") ? TCP : UDP)) {
            return this;
        }
        if (protocol != 0) {
            throw ParameterException.problem(name.toUpperCase(Locale.ROOT) + " match requires '-p " + name + "'");
        }
        List<Statement> nowhere = List.of(new PlacedStatement("xt match " + name, Set.of()));
        return new Extension(name, save, numeric, named, nowhere);
    }
}
