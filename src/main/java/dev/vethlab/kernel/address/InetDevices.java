package dev.vethlab.kernel.address;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.KernelException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The IPv4 sides of a namespace's devices, and the settings {@code all} and {@code default} ({@code devinet.c}). */
public final class InetDevices {

    private static final int LEAST_MTU = 68;

    private final NetNamespace net;
    private final Map<NetDevice, InDevice> devices = new IdentityHashMap<>();
    private final List<AddressListener> listeners = new ArrayList<>();
    private final AddressOwners owners = new AddressOwners();
    private final Lifetimes lifetimes;
    private final AddressListener everyListener = new EveryListener();
    private long generation;
    private final DevConfValues all = DevConfValues.initial();
    private final DevConfValues defaults = DevConfValues.initial();
    private final UnsimulatedSettings ipv6;

    /** Begins to follow the devices of a namespace; to be made before the routes and neighbours that listen to it. */
    public InetDevices(NetNamespace net) {
        this.net = net;
        this.lifetimes = new Lifetimes(net.machine(), this);
        this.defaults.follow(DevConf.ACCEPT_SOURCE_ROUTE, 1);
        net.addListener(this::on);
        net.sysctls().mount("net/ipv4/conf", new ConfDirectory(net, this));
        net.sysctls().mount("net/ipv4/ip_forward", new ConfFile(this, all, DevConf.FORWARDING));
        this.ipv6 = new UnsimulatedSettings(net, "net/ipv6/conf", true);
        new UnsimulatedSettings(net, "net/ipv6/neigh", false);
    }

    /**
     * Takes {@code all} and {@code default} over from the namespace that the machine booted with, as a new namespace does
     * ({@code net.core.devconf_inherit_init_net} = 0); to be called before the namespace has a device.
     */
    public void inheritFrom(InetDevices initial) {
        all.takeOver(initial.all);
        defaults.takeOver(initial.defaults);
    }

    /** Whether IPv6 is switched off on a device ({@code disable_ipv6}). */
    public boolean isIpv6Off(NetDevice device) {
        return ipv6.isOff(device);
    }

    /** Whether IPv6 is switched off on every device, so that nothing can be done by it. */
    public boolean isIpv6Off() {
        return net.devices().all().stream().allMatch(this::isIpv6Off);
    }

    /** Adds somebody who follows the addresses; listeners are told in the order in which they were added. */
    public void addListener(AddressListener listener) {
        listeners.add(listener);
    }

    /** The IPv4 side of a device of this namespace, null while it has none ({@code __in_dev_get_rcu}). */
    public @Nullable InDevice of(NetDevice device) {
        return device.ipv4 instanceof InDevice side && side.inet == this ? side : null;
    }

    /** The IPv4 sides of all devices that have one, in the order of the devices. */
    public List<InDevice> all() {
        List<InDevice> result = new ArrayList<>(devices.size());
        for (NetDevice device : net.devices().all()) {
            InDevice inDevice = devices.get(device);
            if (inDevice != null) {
                result.add(inDevice);
            }
        }
        return result;
    }

    /** The value of a setting in {@code net.ipv4.conf.all}. */
    public int all(DevConf setting) {
        return all.get(setting);
    }

    /** The value of a setting in {@code net.ipv4.conf.default}. */
    public int defaults(DevConf setting) {
        return defaults.get(setting);
    }

    /** Grows whenever a setting is written. */
    public long generation() {
        return generation;
    }

    void settingWritten() {
        generation++;
    }

    AddressOwners owners() {
        return owners;
    }

    DevConfValues allValues() {
        return all;
    }

    DevConfValues defaultValues() {
        return defaults;
    }

    /** Gives a new default to the devices that follow it ({@code devinet_copy_dflt_conf}). */
    void copyDefault(DevConfValues written, DevConf setting) {
        if (written == defaults) {
            devices.values().forEach(device -> device.conf.follow(setting, defaults.get(setting)));
        }
    }

    /** {@code devinet_sysctl_forward}: {@code all} makes routers or hosts of everything ({@code inet_forward_change}). */
    void setForwarding(DevConfValues written, int value) {
        settingWritten();
        boolean changed = written.get(DevConf.FORWARDING) != value;
        written.put(DevConf.FORWARDING, value);
        if (changed && written == all) {
            all.put(DevConf.ACCEPT_REDIRECTS, value == 0 ? 1 : 0);
            defaults.put(DevConf.FORWARDING, value);
            devices.values().forEach(device -> device.conf.set(DevConf.FORWARDING, value));
        }
    }

    /**
     * Adds an address ({@code __inet_insert_ifa}). From now on the device's settings no longer follow {@code default}.
     *
     * @throws KernelException EEXIST, EINVAL
     */
    public void insert(InDevice device, Ifaddr address) throws KernelException {
        device.conf.markAll();
        device.list.insert(address);
        if (!address.isPermanent()) {
            lifetimes.check();
        }
    }

    /** Ends the following of {@code default}, as even a refused request for an address does ({@code ipv4_devconf_setall}). */
    public void touch(InDevice device) {
        device.conf.markAll();
    }

    /** The address of the device that a request for {@code address} would change ({@code find_matching_ifa}). */
    public Optional<Ifaddr> find(InDevice device, Ifaddr address) {
        return device.list.same(address);
    }

    /** Gives an address the metric, protocol and lifetimes of {@code request} (the second half of {@code inet_rtm_newaddr}). */
    public void renew(InDevice device, Ifaddr address, Ifaddr request) {
        device.conf.markAll();
        if (address.metric() != request.metric()) {
            everyListener.metricChanges(address, request.metric());
        }
        Ifaddr renewed = address.renewedBy(request);
        device.list.replace(address, renewed);
        lifetimes.check();
        tell(renewed, false);
    }

    /** Deletes an address ({@code inet_del_ifa}), and its secondaries with it or after promoting the first of them. */
    public void delete(InDevice device, Ifaddr address) {
        device.list.delete(address, device.orConf(DevConf.PROMOTE_SECONDARIES));
    }

    /**
     * The best own address for packets by a device to a destination ({@code inet_select_addr}), 0.0.0.0 where there is none.
     *
     * @param destination 0.0.0.0 for any
     * @param scope the widest scope that the address may have, as a number the largest
     */
    public Ipv4Address select(NetDevice device, Ipv4Address destination, int scope) {
        InDevice inDevice = of(device);
        if (inDevice != null) {
            Ipv4Address best = SourceAddress.best(inDevice, destination, scope);
            if (!best.isAny()) {
                return best;
            }
        }
        NetDevice master = L3mdev.master(device);
        InDevice ofMaster = master == null ? null : of(master);
        Ipv4Address first = ofMaster == null ? Ipv4Address.ANY : SourceAddress.lent(ofMaster, scope);
        if (!first.isAny()) {
            return first;
        }
        for (NetDevice other : net.devices().listed()) {
            if (L3mdev.master(other) != master) {
                continue;
            }
            InDevice lender = of(other);
            Ipv4Address lent = lender == null ? Ipv4Address.ANY : SourceAddress.lent(lender, scope);
            if (!lent.isAny()) {
                return lent;
            }
        }
        return Ipv4Address.ANY;
    }

    /**
     * Whether there is an own address that fits, and which ({@code inet_confirm_addr}); 0.0.0.0 where there is none.
     *
     * @param device where to look, null for every device
     * @param destination only in the subnet of this address, 0.0.0.0 for any
     * @param local this very address, 0.0.0.0 for any
     */
    public Ipv4Address confirm(@Nullable InDevice device, Ipv4Address destination, Ipv4Address local, int scope) {
        if (device != null) {
            return SourceAddress.confirm(device, destination, local, scope);
        }
        for (NetDevice each : net.devices().listed()) {
            InDevice inDevice = of(each);
            Ipv4Address found =
                    inDevice == null ? Ipv4Address.ANY : SourceAddress.confirm(inDevice, destination, local, scope);
            if (!found.isAny()) {
                return found;
            }
        }
        return Ipv4Address.ANY;
    }

    /**
     * The IPv4 side of the device that has this very address, null for none ({@code inet_lookup_ifaddr_rcu}): where several have it,
     * of the one that got it last.
     */
    public @Nullable InDevice owner(Ipv4Address local) {
        NetDevice device = owners.newest(local);
        return device == null ? null : of(device);
    }

    /** What {@code inetdev_event} does. */
    private void on(DeviceEvent event, NetDevice device) {
        InDevice inDevice = of(device);
        boolean enough = device.mtu() >= LEAST_MTU;
        if (inDevice == null) {
            if (event == DeviceEvent.REGISTER || event == DeviceEvent.CHANGE_MTU && enough) {
                create(device, event);
            }
            return;
        }
        switch (event) {
            case UP -> {
                if (enough && device.isLoopback()) {
                    addLoopbackAddress(inDevice);
                }
            }
            case CHANGE_MTU -> {
                if (!enough) {
                    destroy(inDevice);
                }
            }
            case UNREGISTER -> destroy(inDevice);
            case CHANGE_NAME -> inDevice.list.rename(device.name());
            default -> {}
        }
    }

    private void tell(Ifaddr address, boolean deleted) {
        if (net.notifications().areHeard()) {
            net.notifications().tell(new AddressNotification(address, deleted));
        }
    }

    private void create(NetDevice device, DeviceEvent event) {
        InDevice inDevice = new InDevice(this, device, defaults.copy(), everyListener);
        if (event == DeviceEvent.REGISTER && device.isLoopback()) {
            inDevice.conf.set(DevConf.DISABLE_XFRM, 1);
            inDevice.conf.set(DevConf.DISABLE_POLICY, 1);
        }
        devices.put(device, inDevice);
        device.ipv4 = inDevice;
    }

    private void destroy(InDevice inDevice) {
        inDevice.list.clear();
        devices.remove(inDevice.device());
        if (inDevice.device().ipv4 == inDevice) {
            inDevice.device().ipv4 = null;
        }
    }

    private void addLoopbackAddress(InDevice inDevice) {
        try {
            insert(
                    inDevice,
                    new Ifaddr(
                            inDevice.device(),
                            Ipv4Address.LOOPBACK,
                            Ipv4Address.LOOPBACK,
                            8,
                            Optional.empty(),
                            Ifaddr.SCOPE_HOST,
                            Ifaddr.PERMANENT,
                            inDevice.device().name(),
                            0,
                            Ifaddr.PROTOCOL_LOOPBACK,
                            Long.MAX_VALUE,
                            Long.MAX_VALUE));
        } catch (KernelException alreadyThere) {
            // It was there before the device went down: the kernel does not look at the answer either.
        }
    }

    private final class EveryListener implements AddressListener {

        @Override
        public void up(Ifaddr address) {
            tell(address, false);
            listeners.forEach(listener -> listener.up(address));
        }

        @Override
        public void down(Ifaddr address) {
            tell(address, true);
            listeners.forEach(listener -> listener.down(address));
        }

        @Override
        public void leavesPrimary(Ifaddr secondary, Ifaddr oldPrimary) {
            listeners.forEach(listener -> listener.leavesPrimary(secondary, oldPrimary));
        }

        @Override
        public void joinsPrimary(Ifaddr secondary) {
            listeners.forEach(listener -> listener.joinsPrimary(secondary));
        }

        @Override
        public void metricChanges(Ifaddr address, int newMetric) {
            listeners.forEach(listener -> listener.metricChanges(address, newMetric));
        }
    }
}
