package dev.vethlab.kernel.netfilter.nftables;

import java.util.function.IntFunction;

/**
 * How rules are written.
 *
 * @param handles whether handles follow
 * @param stateful whether counters and the like show what they have counted
 * @param numeric whether protocols, states and types are numbers
 * @param numericPriority whether priorities are numbers
 * @param terse whether the elements of sets are left out
 * @param services whether ports are written by name
 * @param devices the name of the device of an index; empty where there is none
 */
public record TextStyle(
        boolean handles,
        boolean stateful,
        boolean numeric,
        boolean numericPriority,
        boolean terse,
        boolean services,
        IntFunction<String> devices) {

    /** As {@code nft} writes without options. */
    public static final TextStyle PLAIN = new TextStyle(false, true, false, false, false, false, index -> "");

    /** For explanations: the rule as it was written. */
    public static final TextStyle RULE_ALONE = new TextStyle(false, false, false, false, false, false, index -> "");

    /** This style without what has been counted. */
    public TextStyle stateless() {
        return new TextStyle(handles, false, numeric, numericPriority, terse, services, devices);
    }

    /** This style with the names of devices. */
    public TextStyle naming(IntFunction<String> names) {
        return new TextStyle(handles, stateful, numeric, numericPriority, terse, services, names);
    }
}
