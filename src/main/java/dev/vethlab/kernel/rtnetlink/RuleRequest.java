package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.kernel.route.FibRule;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request to add or delete a rule (RTM_NEWRULE, RTM_DELRULE): what is given is wanted, the rest is any.
 *
 * @param priority its place, empty for none
 * @param action UNSPEC in a request to delete stands for any
 * @param table 0 for none
 * @param mask the mask of the mark, empty for none
 * @param tunnelId 0 for none
 */
public record RuleRequest(
        OptionalInt priority,
        FibRule.Action action,
        int table,
        Optional<InetPrefix> source,
        Optional<InetPrefix> destination,
        int tos,
        boolean inverted,
        String inputDevice,
        String outputDevice,
        OptionalInt mark,
        OptionalInt mask,
        long tunnelId,
        int ipProtocol,
        Optional<FibRule.Range> sourcePorts,
        Optional<FibRule.Range> destinationPorts,
        Optional<FibRule.Range> uids,
        OptionalInt suppressPrefixLength,
        OptionalInt suppressGroup,
        OptionalInt target,
        OptionalInt realms,
        int protocol,
        boolean l3mdev) {}
