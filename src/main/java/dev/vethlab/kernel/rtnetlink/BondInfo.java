package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.bond.BondConfig;
import java.util.OptionalInt;

/**
 * What there is to tell of a bond ({@code bond_fill_info}).
 *
 * @param config its settings, to be read
 * @param activeSlave the index of the slave that carries everything
 * @param primary the index of the slave that is preferred, where it is one
 */
public record BondInfo(BondConfig config, OptionalInt activeSlave, OptionalInt primary) implements LinkData {}
