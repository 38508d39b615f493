package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.Dummy;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.KernelException;

/** Devices that swallow what they are given (drivers/net/dummy.c: {@code dummy_link_ops}). */
final class DummyKind implements LinkKind {

    @Override
    public String name() {
        return "dummy";
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public NetDevice allocate(NetNamespace where, String name) {
        Dummy device = new Dummy(where, name);
        DeviceSettings.randomAddress(device);
        return device;
    }

    @Override
    public void validate(LinkRequest request) throws KernelException {
        LinkPolicy.checkAddress(request);
    }
}
