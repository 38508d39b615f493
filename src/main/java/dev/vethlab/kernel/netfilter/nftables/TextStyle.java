package dev.vethlab.kernel.netfilter.nftables;

/**
 * How rules are written.
 *
 * @param handles whether handles follow
 * @param stateful whether counters and the like show what they have counted
 * @param numeric whether protocols, states and types are numbers
 * @param numericPriority whether priorities are numbers
 * @param terse whether the elements of sets are left out
 * @param services whether ports are written by name
 */
public record TextStyle(
        boolean handles,
        boolean stateful,
        boolean numeric,
        boolean numericPriority,
        boolean terse,
        boolean services) {

    /** As {@code nft} writes without options. */
    public static final TextStyle PLAIN = new TextStyle(false, true, false, false, false, false);

    /** For explanations: the rule as it was written. */
    public static final TextStyle RULE_ALONE = new TextStyle(false, false, false, false, false, false);
}
