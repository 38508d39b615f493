package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.ipvlan.IpvlanDevice;
import dev.vethlab.kernel.ipvlan.IpvlanMode;
import java.util.Optional;

/** Devices that share another one, told apart by IP addresses (drivers/net/ipvlan/ipvlan_main.c: {@code ipvlan_link_ops}). */
final class IpvlanKind implements LinkKind {

    @Override
    public String name() {
        return "ipvlan";
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public NetDevice allocate(NetNamespace where, String name) {
        return new IpvlanDevice(where, name);
    }

    /** {@code ipvlan_nl_validate}. */
    @Override
    public void validate(LinkRequest request) throws KernelException {
        int both = IpvlanDevice.PRIVATE | IpvlanDevice.VEPA;
        if (request.options.orElse(LinkOptions.NONE) instanceof IpvlanOptions options
                && (options.flags.orElse(0) & both) == both) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    /** {@code ipvlan_link_new}. */
    @Override
    public void create(NetDevice device, LinkRequest request, NetNamespace link) throws KernelException {
        if (request.link.isEmpty()) {
            throw new KernelException(Errno.EINVAL);
        }
        NetDevice lower =
                link.devices().byIndex(request.link.getAsInt()).orElseThrow(() -> new KernelException(Errno.ENODEV));
        IpvlanOptions options =
                request.options.orElse(LinkOptions.NONE) instanceof IpvlanOptions given ? given : new IpvlanOptions();
        ((IpvlanDevice) device)
                .register(
                        lower,
                        options.mode.orElse(IpvlanMode.L3),
                        options.flags.orElse(0),
                        request.mtu.isPresent(),
                        request.index);
    }

    @Override
    public void change(NetDevice device, LinkOptions options) throws KernelException {
        if (options instanceof IpvlanOptions wanted) {
            ((IpvlanDevice) device).change(wanted.mode, wanted.flags);
        }
    }

    @Override
    public Optional<LinkData> data(NetDevice device) {
        IpvlanDevice ipvlan = (IpvlanDevice) device;
        return Optional.of(new IpvlanInfo(ipvlan.mode(), ipvlan.ipvlanFlags()));
    }
}
