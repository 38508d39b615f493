package dev.vethlab.kernel.device;

/** The flags of a device ({@code dev->flags}, {@code dev->gflags}), and how many asked for those that are counted. */
public final class DeviceFlags {

    public static final int IFF_UP = 0x1;
    public static final int IFF_BROADCAST = 0x2;
    public static final int IFF_DEBUG = 0x4;
    public static final int IFF_LOOPBACK = 0x8;
    public static final int IFF_POINTOPOINT = 0x10;
    public static final int IFF_NOTRAILERS = 0x20;
    public static final int IFF_RUNNING = 0x40;
    public static final int IFF_NOARP = 0x80;
    public static final int IFF_PROMISC = 0x100;
    public static final int IFF_ALLMULTI = 0x200;
    public static final int IFF_MASTER = 0x400;
    public static final int IFF_SLAVE = 0x800;
    public static final int IFF_MULTICAST = 0x1000;
    public static final int IFF_PORTSEL = 0x2000;
    public static final int IFF_AUTOMEDIA = 0x4000;
    public static final int IFF_DYNAMIC = 0x8000;
    public static final int IFF_LOWER_UP = 0x10000;
    public static final int IFF_DORMANT = 0x20000;
    public static final int IFF_ECHO = 0x40000;

    private static final int COUNTED = IFF_PROMISC | IFF_ALLMULTI;
    private static final int DERIVED = IFF_RUNNING | IFF_LOWER_UP | IFF_DORMANT;

    /** Those of the device itself, without those that are derived from its state when shown. */
    int own;

    /** Of promiscuity and all-multicast, what users asked for. */
    int byUsers;

    /** While listeners hear of a {@link DeviceEvent#CHANGE}: the flags that changed. */
    int changed;

    int promiscuity;
    int allMulticast;

    DeviceFlags() {}

    boolean has(int flag) {
        return (own & flag) != 0;
    }

    void set(int flag, boolean on) {
        own = on ? own | flag : own & ~flag;
    }

    /** What programs see, and what a request's mask is applied to: users' own wishes for what is counted, and nothing derived. */
    int withoutState() {
        return own & ~(COUNTED | DERIVED) | byUsers & COUNTED;
    }

    /** The flags as programs see them ({@code netif_get_flags}). */
    int shown(OperState state, boolean carrier) {
        int shown = withoutState();
        if (has(IFF_UP)) {
            if (state == OperState.UP || state == OperState.UNKNOWN) {
                shown |= IFF_RUNNING;
            }
            if (carrier) {
                shown |= IFF_LOWER_UP;
            }
        }
        return shown;
    }

    /** What kind of device another one is ({@code vlan_dev_init}). */
    void inherit(DeviceFlags lower) {
        own = lower.own & ~(IFF_UP | COUNTED | IFF_MASTER | IFF_SLAVE);
    }
}
