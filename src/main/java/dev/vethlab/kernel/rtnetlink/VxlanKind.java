package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.vxlan.VxlanConfig;
import dev.vethlab.kernel.vxlan.VxlanDevice;
import java.util.Optional;

/** VXLAN devices (drivers/net/vxlan/vxlan_core.c: {@code vxlan_link_ops}). */
final class VxlanKind implements LinkKind {

    private static final int ADDRESS_LENGTH = 6;
    private static final int LEAST_MTU = 68;
    private static final int LARGEST_MTU = 65535;

    @Override
    public String name() {
        return "vxlan";
    }

    @Override
    public NetDevice allocate(NetNamespace where, NetNamespace link, String name) {
        VxlanDevice device = new VxlanDevice(where, link, name);
        DeviceSettings.randomAddress(device);
        return device;
    }

    /** {@code vxlan_validate}. */
    @Override
    public void validate(LinkRequest request) throws KernelException {
        if (request.address.isPresent()) {
            if (request.address.get().size() != ADDRESS_LENGTH) {
                throw new KernelException(Errno.EINVAL, "Provided link layer address is not Ethernet");
            }
            if (!LinkPolicy.mac(request.address.get()).isValidUnicast()) {
                throw new KernelException(Errno.EADDRNOTAVAIL, "Provided Ethernet address is not unicast");
            }
        }
        int mtu = request.mtu.orElse(LEAST_MTU);
        if (mtu < LEAST_MTU || mtu > LARGEST_MTU) {
            throw new KernelException(Errno.EINVAL, "MTU must be between 68 and 65535");
        }
        if (!(request.options.orElse(LinkOptions.NONE) instanceof VxlanOptions options)) {
            throw new KernelException(Errno.EINVAL, "Required attributes not provided to perform the operation");
        }
        if (options.lowPort.isPresent() && options.highPort.orElse(0) < options.lowPort.getAsInt()) {
            throw new KernelException(Errno.EINVAL, "Invalid source port range");
        }
    }

    @Override
    public void create(NetDevice device, LinkRequest request, NetNamespace link) throws KernelException {
        VxlanConfig config = new VxlanConfig();
        apply((VxlanOptions) request.options.orElseThrow(), config);
        ((VxlanDevice) device).register(config, request.mtu.isPresent(), request.index);
    }

    /** {@code vxlan_changelink}. */
    @Override
    public void change(NetDevice device, LinkOptions options) throws KernelException {
        VxlanDevice vxlan = (VxlanDevice) device;
        VxlanOptions wanted = (VxlanOptions) options;
        if (wanted.vni.isPresent() && wanted.vni.getAsInt() != vxlan.config().vni) {
            throw new KernelException(Errno.EOPNOTSUPP, "Cannot change VNI");
        }
        refuse(wanted.inheritTtl, "vxlan: cannot change TTL_INHERIT flag");
        refuse(wanted.proxy.isPresent(), "vxlan: cannot change PROXY flag");
        refuse(wanted.shortCircuit.isPresent(), "vxlan: cannot change RSC flag");
        refuse(wanted.linkMisses.isPresent(), "vxlan: cannot change L2MISS flag");
        refuse(wanted.networkMisses.isPresent(), "vxlan: cannot change L3MISS flag");
        refuse(wanted.external.isPresent(), "vxlan: cannot change COLLECT_METADATA flag");
        refuse(wanted.limit.isPresent(), "Cannot change limit");
        refuse(wanted.lowPort.isPresent(), "Cannot change port range");
        refuse(wanted.port.isPresent(), "Cannot change port");
        refuse(wanted.checksum.isPresent(), "Cannot change UDP_CSUM flag");
        VxlanConfig config = vxlan.config().copy();
        apply(wanted, config);
        vxlan.reconfigure(config);
    }

    private static void refuse(boolean asked, String why) throws KernelException {
        if (asked) {
            throw new KernelException(Errno.EOPNOTSUPP, why);
        }
    }

    /** {@code vxlan_nl2conf}. */
    private static void apply(VxlanOptions options, VxlanConfig config) {
        config.vni = options.vni.orElse(config.vni);
        config.remote = options.remote.orElse(config.remote);
        config.local = options.local.orElse(config.local);
        config.device = options.device.orElse(config.device);
        config.port = options.port.orElse(config.port);
        config.lowPort = options.lowPort.orElse(config.lowPort);
        config.highPort = options.highPort.orElse(config.highPort);
        config.tos = options.tos.orElse(config.tos);
        config.ttl = options.ttl.orElse(config.ttl);
        config.inheritTtl = options.inheritTtl || config.inheritTtl;
        config.dontFragment = options.dontFragment.orElse(config.dontFragment);
        config.ageing = options.ageing.orElse(config.ageing);
        config.limit = options.limit.orElse(config.limit);
        config.learning = options.learning.orElse(config.learning);
        config.proxy = options.proxy.orElse(config.proxy);
        config.shortCircuit = options.shortCircuit.orElse(config.shortCircuit);
        config.linkMisses = options.linkMisses.orElse(config.linkMisses);
        config.networkMisses = options.networkMisses.orElse(config.networkMisses);
        config.checksum = options.checksum.orElse(config.checksum);
        config.external = options.external.orElse(config.external);
    }

    @Override
    public Optional<LinkData> data(NetDevice device) {
        return Optional.of(new VxlanInfo(((VxlanDevice) device).config()));
    }

    @Override
    public Optional<FdbOps> fdb() {
        return Optional.of(VxlanFdbOps.INSTANCE);
    }
}
