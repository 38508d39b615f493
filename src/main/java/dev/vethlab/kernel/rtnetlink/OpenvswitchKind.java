package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;

/** Devices of an Open vSwitch datapath, which no request makes ({@code internal_dev_link_ops}). */
final class OpenvswitchKind implements LinkKind {

    @Override
    public String name() {
        return "openvswitch";
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public NetDevice allocate(NetNamespace where, String name) {
        throw new IllegalStateException("programs of Open vSwitch make these");
    }

    @Override
    public void validate(LinkRequest request) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP);
    }
}
