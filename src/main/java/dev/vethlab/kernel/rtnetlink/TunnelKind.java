package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.tunnel.TunnelConfig;
import dev.vethlab.kernel.tunnel.TunnelDevice;
import dev.vethlab.kernel.tunnel.TunnelType;
import java.util.Optional;

/** IPIP and GRE tunnels (net/ipv4/ipip.c: {@code ipip_link_ops}, net/ipv4/ip_gre.c: {@code ipgre_link_ops}, {@code ipgre_tap_ops}). */
final class TunnelKind implements LinkKind {

    private final TunnelType type;

    TunnelKind(TunnelType type) {
        this.type = type;
    }

    @Override
    public String name() {
        return type.kind();
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public NetDevice allocate(NetNamespace where, NetNamespace link, String name) {
        return new TunnelDevice(where, link, name, type);
    }

    @Override
    public void validate(LinkRequest request) throws KernelException {
        if (type == TunnelType.GRETAP) {
            LinkPolicy.checkAddress(request);
        }
    }

    @Override
    public void create(NetDevice device, LinkRequest request, NetNamespace link) throws KernelException {
        TunnelConfig config = request.options.orElse(LinkOptions.NONE) instanceof TunnelOptions options
                ? config(options)
                : TunnelConfig.PLAIN;
        check(config);
        ((TunnelDevice) device).register(config, request.mtu.isPresent(), request.index);
    }

    @Override
    public void change(NetDevice device, LinkOptions options) throws KernelException {
        if (options instanceof TunnelOptions wanted) {
            TunnelConfig config = config(wanted);
            check(config);
            ((TunnelDevice) device).reconfigure(config);
        }
    }

    private static void check(TunnelConfig config) throws KernelException {
        if (config.ttl() != 0 && !config.pathMtuDiscovery()) {
            throw new KernelException(Errno.EINVAL);
        }
    }

    private static TunnelConfig config(TunnelOptions options) {
        return new TunnelConfig(
                options.local.orElse(Ipv4Address.ANY),
                options.remote.orElse(Ipv4Address.ANY),
                options.device.orElse(0),
                options.ttl,
                options.tos,
                options.pathMtuDiscovery,
                options.inKey,
                options.outKey,
                new TunnelConfig.Gre(options.inChecksum, options.outChecksum),
                new TunnelConfig.Gre(options.inSequence, options.outSequence));
    }

    @Override
    public Optional<LinkData> data(NetDevice device) {
        return Optional.of(new TunnelInfo(((TunnelDevice) device).config(), ((TunnelDevice) device).isExternal()));
    }
}
