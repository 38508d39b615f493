package dev.vethlab.kernel.rtnetlink;

import java.util.OptionalInt;

/** Which entries are to be deleted at once ({@code NLM_F_BULK}): each condition is empty where it does not matter, else 1 or 0. */
public final class FdbFlush {

    /** The index of the device. */
    public int index;

    public boolean self;
    public boolean master;
    public OptionalInt port = OptionalInt.empty();
    public OptionalInt vlan = OptionalInt.empty();
    public OptionalInt permanent = OptionalInt.empty();
    public OptionalInt noArp = OptionalInt.empty();
    public OptionalInt addedByUser = OptionalInt.empty();
    public OptionalInt externallyLearned = OptionalInt.empty();
    public OptionalInt sticky = OptionalInt.empty();
    public OptionalInt offloaded = OptionalInt.empty();
}
