package dev.vethlab.kernel.address;

/** One set of settings: of a device, of {@code all} or of {@code default} ({@code struct ipv4_devconf}). */
final class DevConfValues {

    private static final int COUNT = DevConf.values().length;

    private final int[] values;

    /** A bit for each setting that has been set by itself and no longer follows {@code default}. */
    private long set;

    private DevConfValues(int[] values, long set) {
        this.values = values;
        this.set = set;
    }

    /** The kernel's own values. */
    static DevConfValues initial() {
        int[] values = new int[COUNT];
        for (DevConf setting : DevConf.values()) {
            values[setting.ordinal()] = setting.initial();
        }
        return new DevConfValues(values, 0);
    }

    DevConfValues copy() {
        return new DevConfValues(values.clone(), set);
    }

    void takeOver(DevConfValues other) {
        System.arraycopy(other.values, 0, values, 0, COUNT);
        set = other.set;
    }

    int get(DevConf setting) {
        return values[setting.ordinal()];
    }

    /** Sets a value by itself ({@code ipv4_devconf_set}). */
    void set(DevConf setting, int value) {
        values[setting.ordinal()] = value;
        mark(setting);
    }

    /** Stores a value without a mark. */
    void put(DevConf setting, int value) {
        values[setting.ordinal()] = value;
    }

    void mark(DevConf setting) {
        set |= 1L << setting.ordinal();
    }

    /** From now on nothing follows {@code default} ({@code ipv4_devconf_setall}). */
    void markAll() {
        set = -1L;
    }

    /** Takes a new default, unless the setting has been set by itself ({@code devinet_copy_dflt_conf}). */
    void follow(DevConf setting, int value) {
        if ((set & 1L << setting.ordinal()) == 0) {
            values[setting.ordinal()] = value;
        }
    }
}
