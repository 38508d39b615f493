package dev.vethlab.kernel.tunnel;

import dev.vethlab.kernel.device.DeviceTable;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;

/** What is asked of a tunnel's device by its name, as {@code ip tunnel} does ({@code ip_tunnel_ctl}, with ioctl). */
public final class TunnelControl {

    private TunnelControl() {}

    /**
     * The tunnel of a name.
     *
     * @throws KernelException ENODEV where no device has it, EOPNOTSUPP where that is none of IPIP or of GRE that carries packets
     */
    public static TunnelDevice find(NetNamespace net, String name) throws KernelException {
        NetDevice device = net.devices().byName(name).orElseThrow(() -> new KernelException(Errno.ENODEV));
        if (device instanceof TunnelDevice tunnel && tunnel.type() != TunnelType.GRETAP) {
            return tunnel;
        }
        throw new KernelException(Errno.EOPNOTSUPP);
    }

    /**
     * Makes a tunnel ({@code SIOCADDTUNNEL}).
     *
     * @param base a tunnel of its kind, which is asked
     * @param name empty for the kind with a number
     * @throws KernelException EEXIST where there is one between these ends, or a device of this name
     */
    public static void add(NetNamespace net, String base, TunnelType type, String name, TunnelConfig config)
            throws KernelException {
        TunnelDevice asked = ofType(find(net, base), type);
        NetNamespace underlay = asked.underlay();
        if (TunnelNet.of(underlay).between(type, config) != null) {
            throw new KernelException(Errno.EEXIST);
        }
        String wanted = name.isEmpty() ? type.kind() + "%d" : name;
        TunnelDevice made = new TunnelDevice(underlay, underlay, wanted, type);
        made.limitMtu();
        made.register(fragile(config), false, 0);
        net.machine().changed();
    }

    /**
     * Changes a tunnel ({@code SIOCCHGTUNNEL}).
     *
     * @throws KernelException EEXIST where another one is between these ends, EINVAL where it would have an end or be without one
     */
    public static void change(NetNamespace net, String name, TunnelType type, TunnelConfig config)
            throws KernelException {
        TunnelDevice device = ofType(find(net, name), type);
        TunnelDevice same = TunnelNet.of(device.underlay()).between(type, config);
        if (same != null && same != device) {
            throw new KernelException(Errno.EEXIST);
        }
        boolean hadEnd = !device.config().remote().isAny();
        boolean hasEnd = !config.remote().isAny();
        if (same == null && hadEnd != hasEnd) {
            throw new KernelException(Errno.EINVAL);
        }
        device.reconfigure(fragile(config));
        net.machine().changed();
    }

    /** Deletes a tunnel ({@code SIOCDELTUNNEL}). */
    public static void delete(NetNamespace net, String name) throws KernelException {
        DeviceTable.delete(find(net, name));
        net.machine().changed();
    }

    private static TunnelDevice ofType(TunnelDevice device, TunnelType type) throws KernelException {
        if (device.type() != type) {
            throw new KernelException(Errno.EINVAL);
        }
        return device;
    }

    /** What has a time to live of its own is not fragmented on its way. */
    private static TunnelConfig fragile(TunnelConfig config) {
        return config.ttl() == 0 ? config : config.withPathMtuDiscovery(true);
    }
}
