package dev.vethlab.kernel.sched.act;

/** An action that is asked for: a number alone stands for one that is there. */
public sealed interface ActionSpec permits GactSpec, MirredSpec, PoliceSpec {

    /** The number asked for, 0 for any. */
    int index();

    /** Whether only its number is given, so that it must be there. */
    boolean onlyIndex();
}
