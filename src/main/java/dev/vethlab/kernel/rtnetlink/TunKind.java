package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.tun.TunDevice;
import java.util.Optional;

/** Tun and tap devices, which programs make by other means (drivers/net/tun.c: {@code tun_link_ops}). */
final class TunKind implements LinkKind {

    @Override
    public String name() {
        return "tun";
    }

    /** {@code tun_validate}. */
    @Override
    public void validate(LinkRequest request) throws KernelException {
        throw new KernelException(Errno.EOPNOTSUPP, "tun/tap creation via rtnetlink is not supported");
    }

    @Override
    public Optional<LinkData> data(NetDevice device) {
        TunDevice tun = (TunDevice) device;
        return Optional.of(new TunInfo(tun.settings(), tun.readers()));
    }
}
