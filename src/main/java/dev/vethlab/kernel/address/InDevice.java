package dev.vethlab.kernel.address;

import dev.vethlab.kernel.device.NetDevice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The IPv4 side of a device ({@code struct in_device}): its addresses in the kernel's order, and its settings. */
public final class InDevice {

    private final InetDevices inet;
    private final NetDevice device;
    private final int[] conf;
    final List<Ifaddr> addresses = new ArrayList<>();

    InDevice(InetDevices inet, NetDevice device, int[] conf) {
        this.inet = inet;
        this.device = device;
        this.conf = conf;
    }

    public NetDevice device() {
        return device;
    }

    /** Its addresses, in the order in which the kernel keeps them ({@code ifa_list}). */
    public List<Ifaddr> addresses() {
        return Collections.unmodifiableList(addresses);
    }

    /** The device's own value of a setting ({@code IN_DEV_CONF_GET}). */
    public int conf(DevConf setting) {
        return conf[setting.ordinal()];
    }

    /** The larger of the device's value and that of {@code all} ({@code IN_DEV_MAXCONF}). */
    public int maxConf(DevConf setting) {
        return Math.max(conf(setting), inet.all(setting));
    }

    /** Whether the device's value or that of {@code all} is set ({@code IN_DEV_ORCONF}). */
    public boolean orConf(DevConf setting) {
        return conf(setting) != 0 || inet.all(setting) != 0;
    }

    /** Whether the device's value and that of {@code all} are set ({@code IN_DEV_ANDCONF}). */
    public boolean andConf(DevConf setting) {
        return conf(setting) != 0 && inet.all(setting) != 0;
    }

    void setConf(DevConf setting, int value) {
        conf[setting.ordinal()] = value;
    }
}
