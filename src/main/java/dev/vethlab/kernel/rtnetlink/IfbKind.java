package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.Ifb;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.KernelException;

/** Devices whose queue others use (drivers/net/ifb.c: {@code ifb_link_ops}). */
final class IfbKind implements LinkKind {

    @Override
    public String name() {
        return "ifb";
    }

    @Override
    public NetDevice allocate(NetNamespace where, String name) {
        Ifb device = new Ifb(where, name);
        DeviceSettings.randomAddress(device);
        return device;
    }

    @Override
    public void validate(LinkRequest request) throws KernelException {
        LinkPolicy.checkAddress(request);
    }
}
