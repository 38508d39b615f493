package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.L3mdev;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.vrf.VrfDevice;
import java.util.Optional;
import java.util.OptionalInt;

/** VRFs (drivers/net/vrf.c: {@code vrf_link_ops}). */
final class VrfKind implements LinkKind {

    @Override
    public String name() {
        return "vrf";
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public NetDevice allocate(NetNamespace where, String name) {
        return new VrfDevice(where, name);
    }

    /** {@code vrf_validate}. */
    @Override
    public void validate(LinkRequest request) throws KernelException {
        LinkPolicy.checkAddress(request);
    }

    /** {@code vrf_newlink}. */
    @Override
    public void create(NetDevice device, LinkRequest request, NetNamespace link) throws KernelException {
        OptionalInt table = request.options.orElse(LinkOptions.NONE) instanceof VrfOptions options
                ? options.table
                : OptionalInt.empty();
        if (table.isEmpty()) {
            throw new KernelException(Errno.EINVAL, "VRF table id is missing");
        }
        if (table.getAsInt() == 0) {
            throw new KernelException(Errno.EINVAL, "Invalid VRF table id");
        }
        ((VrfDevice) device).register(table.getAsInt(), request.index);
    }

    @Override
    public Optional<LinkData> data(NetDevice device) {
        return Optional.of(new VrfInfo(((VrfDevice) device).table()));
    }

    @Override
    public Optional<LinkData> portData(NetDevice port) {
        return Optional.of(new VrfInfo(L3mdev.table(port)));
    }
}
