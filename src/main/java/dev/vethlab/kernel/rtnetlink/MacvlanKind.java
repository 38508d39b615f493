package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.macvlan.MacvlanDevice;
import dev.vethlab.kernel.macvlan.MacvlanMode;
import java.util.Optional;
import java.util.Set;

/** Devices that share another one by MAC address (drivers/net/macvlan.c: {@code macvlan_link_ops}). */
final class MacvlanKind implements LinkKind {

    @Override
    public String name() {
        return "macvlan";
    }

    @Override
    public NetDevice allocate(NetNamespace where, String name) {
        MacvlanDevice device = new MacvlanDevice(where, name);
        DeviceSettings.randomAddress(device);
        return device;
    }

    /** {@code macvlan_validate}. */
    @Override
    public void validate(LinkRequest request) throws KernelException {
        LinkPolicy.checkAddress(request);
        if (request.options.orElse(LinkOptions.NONE) instanceof MacvlanOptions options) {
            for (MacAddress source : options.sources) {
                if (!source.isValidUnicast()) {
                    throw new KernelException(Errno.EADDRNOTAVAIL);
                }
            }
        }
    }

    /** {@code macvlan_common_newlink}. */
    @Override
    public void create(NetDevice device, LinkRequest request, NetNamespace link) throws KernelException {
        MacvlanDevice macvlan = (MacvlanDevice) device;
        if (request.link.isEmpty()) {
            throw new KernelException(Errno.EINVAL);
        }
        NetDevice lower =
                link.devices().byIndex(request.link.getAsInt()).orElseThrow(() -> new KernelException(Errno.ENODEV));
        if (request.mtu.isEmpty()) {
            DeviceSettings.initialMtu(macvlan, lower.mtu());
        } else if (macvlan.mtu() > lower.mtu()) {
            throw new KernelException(Errno.EINVAL);
        }
        if (request.options.orElse(LinkOptions.NONE) instanceof MacvlanOptions options) {
            macvlan.prepare(options.mode.orElse(MacvlanMode.VEPA), options.flags.orElse(0));
            options.broadcastQueueLength.ifPresent(macvlan::setBroadcastQueueLength);
            changeSources(macvlan, options);
        }
        macvlan.register(lower, request.index);
    }

    @Override
    public void change(NetDevice device, LinkOptions options) throws KernelException {
        MacvlanDevice macvlan = (MacvlanDevice) device;
        if (options instanceof MacvlanOptions wanted) {
            macvlan.change(wanted.mode, wanted.flags);
            wanted.broadcastQueueLength.ifPresent(macvlan::setBroadcastQueueLength);
            changeSources(macvlan, wanted);
        }
    }

    /** {@code macvlan_changelink_sources}. */
    private static void changeSources(MacvlanDevice device, MacvlanOptions options) throws KernelException {
        if (options.sourceChange.isEmpty()) {
            return;
        }
        if (device.mode() != MacvlanMode.SOURCE) {
            throw new KernelException(Errno.EINVAL);
        }
        Set<MacAddress> sources = device.sources();
        switch (options.sourceChange.get()) {
            case ADD -> sources.addAll(options.sources);
            case DELETE -> sources.removeAll(Set.copyOf(options.sources));
            case FLUSH -> sources.clear();
            case SET -> {
                sources.clear();
                sources.addAll(options.sources);
            }
        }
    }

    @Override
    public Optional<LinkData> data(NetDevice device) {
        MacvlanDevice macvlan = (MacvlanDevice) device;
        return Optional.of(new MacvlanInfo(
                macvlan.mode(),
                macvlan.macvlanFlags(),
                macvlan.broadcastQueueLength(),
                macvlan.usedBroadcastQueueLength(),
                macvlan.sourcesByHash()));
    }

    @Override
    public Optional<FdbOps> fdb() {
        return Optional.of(MacvlanFdbOps.INSTANCE);
    }
}
