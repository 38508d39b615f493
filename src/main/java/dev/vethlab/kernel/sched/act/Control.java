package dev.vethlab.kernel.sched.act;

/** What is to become of a packet, as actions and filters say it ({@code TC_ACT_*}). */
public final class Control {

    /** Nothing is said: the next filter is asked. */
    public static final int UNSPEC = -1;

    public static final int OK = 0;

    /** All filters are asked again. */
    public static final int RECLASSIFY = 1;

    public static final int SHOT = 2;

    /** The next action is asked. */
    public static final int PIPE = 3;

    /** It is gone where it was to go. */
    public static final int STOLEN = 4;

    public static final int QUEUED = 5;
    public static final int TRAP = 8;

    /** With the number of an action: that one is next. */
    public static final int JUMP = 0x10000000;

    /** With the number of a chain: its filters are asked. */
    public static final int GOTO_CHAIN = 0x20000000;

    /** The numbers that go with a jump. */
    public static final int VALUE = 0x0fffffff;

    private Control() {}

    /** Whether it leads to another action. */
    public static boolean isJump(int control) {
        return control > 0 && (control & ~VALUE) == JUMP;
    }

    /** Whether it leads to another chain. */
    public static boolean isGotoChain(int control) {
        return control > 0 && (control & ~VALUE) == GOTO_CHAIN;
    }
}
