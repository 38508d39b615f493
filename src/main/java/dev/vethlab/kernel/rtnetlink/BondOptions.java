package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.bond.BondConfig;
import dev.vethlab.kernel.bond.BondMode;
import java.util.Optional;
import java.util.OptionalInt;

/** What a request asks of a bond ({@code IFLA_BOND_*}). */
public final class BondOptions implements LinkOptions {
    public Optional<BondMode> mode = Optional.empty();

    /** The index of the slave to be the active one, 0 for any. */
    public OptionalInt activeSlave = OptionalInt.empty();

    /** Times are in milliseconds. */
    public OptionalInt miimon = OptionalInt.empty();

    public OptionalInt upDelay = OptionalInt.empty();
    public OptionalInt downDelay = OptionalInt.empty();
    public OptionalInt peerNotifyDelay = OptionalInt.empty();
    public Optional<Boolean> useCarrier = Optional.empty();

    /** The index of the slave that is preferred. */
    public OptionalInt primary = OptionalInt.empty();

    public Optional<BondConfig.Reselect> primaryReselect = Optional.empty();
    public Optional<BondConfig.FailOverMac> failOverMac = Optional.empty();
    public Optional<BondConfig.HashPolicy> hashPolicy = Optional.empty();
    public OptionalInt resendIgmp = OptionalInt.empty();
    public OptionalInt peerNotifications = OptionalInt.empty();
    public Optional<Boolean> allSlavesActive = Optional.empty();
    public OptionalInt minLinks = OptionalInt.empty();
    public OptionalInt learningInterval = OptionalInt.empty();
    public OptionalInt packetsPerSlave = OptionalInt.empty();
}
