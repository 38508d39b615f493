package dev.vethlab.kernel.address;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The IPv4 side of a device ({@code struct in_device}): its addresses in the kernel's order, and its settings. */
public final class InDevice {

    final InetDevices inet;
    private final NetDevice device;
    final DevConfValues conf;
    final AddressList list;

    InDevice(InetDevices inet, NetDevice device, DevConfValues conf, AddressListener listener) {
        this.inet = inet;
        this.device = device;
        this.conf = conf;
        this.list = new AddressList(inet.owners(), listener);
    }

    public NetDevice device() {
        return device;
    }

    /** Its addresses, in the order in which the kernel keeps them ({@code ifa_list}). */
    public List<Ifaddr> addresses() {
        return list.view();
    }

    /** The device's own value of a setting ({@code IN_DEV_CONF_GET}). */
    public int conf(DevConf setting) {
        return conf.get(setting);
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

    /** Whether the device's value or that of {@code all} is this one. */
    public boolean isEither(DevConf setting, int value) {
        return conf(setting) == value || inet.all(setting) == value;
    }

    /** Whether redirects are accepted, which takes both values on a router and one on a host ({@code IN_DEV_RX_REDIRECTS}). */
    public boolean acceptsRedirects() {
        return conf(DevConf.FORWARDING) != 0 ? andConf(DevConf.ACCEPT_REDIRECTS) : orConf(DevConf.ACCEPT_REDIRECTS);
    }

    /** Whether routes by this device are passed over while it has no carrier ({@code IN_DEV_NET_ORCONF}). */
    public boolean ignoresRoutesWithLinkdown() {
        return orConf(DevConf.IGNORE_ROUTES_WITH_LINKDOWN);
    }

    /** Whether {@code address} lies in the subnet of a primary address, {@code also} too unless it is 0.0.0.0 ({@code inet_addr_onlink}). */
    public boolean isOnLink(Ipv4Address address, Ipv4Address also) {
        for (Ifaddr ifaddr : addresses()) {
            if (!ifaddr.isSecondary() && ifaddr.matches(address) && (also.isAny() || ifaddr.matches(also))) {
                return true;
            }
        }
        return false;
    }

    /** The primary address of a subnet, null where there is none ({@code inet_ifa_byprefix}). */
    public @Nullable Ifaddr primaryOf(Ipv4Address prefix, int prefixLength) {
        for (Ifaddr ifaddr : addresses()) {
            if (!ifaddr.isSecondary() && ifaddr.prefixLength() == prefixLength && ifaddr.matches(prefix)) {
                return ifaddr;
            }
        }
        return null;
    }

    /** Whether this very address is in the list ({@code ifa_local}). */
    public boolean hasLocal(Ipv4Address address) {
        for (Ifaddr ifaddr : addresses()) {
            if (ifaddr.local().equals(address)) {
                return true;
            }
        }
        return false;
    }
}
