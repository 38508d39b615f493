package dev.vethlab.kernel.sched.act;

/**
 * Says what becomes of every packet ({@code struct tc_gact}), or of some of them.
 *
 * @param control what becomes of packets
 * @param random how it is decided for which packets something else is done
 * @param randomControl what is done then
 * @param randomValue one in so many packets
 */
public record GactSpec(int index, boolean onlyIndex, int control, Chance random, int randomControl, int randomValue)
        implements ActionSpec {

    /** By what a gact decides. */
    public enum Chance {
        NONE,
        NETRAND,
        DETERM
    }
}
