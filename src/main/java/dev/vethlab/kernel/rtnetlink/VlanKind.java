package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.device.DeviceSettings;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.NetNamespace;
import dev.vethlab.kernel.errno.Errno;
import dev.vethlab.kernel.errno.KernelException;
import dev.vethlab.kernel.vlan.PriorityMaps.Mapping;
import dev.vethlab.kernel.vlan.VlanDevice;
import dev.vethlab.wire.EthernetFrame;
import java.util.Optional;

/** VLAN devices (net/8021q/vlan_netlink.c: {@code vlan_link_ops}). */
final class VlanKind implements LinkKind {

    private static final int NO_VLAN = 0xfff;
    private static final int ADDRESS_LENGTH = 6;

    @Override
    public String name() {
        return "vlan";
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public NetDevice allocate(NetNamespace where, String name) {
        return new VlanDevice(where, name);
    }

    /** {@code vlan_validate}. */
    @Override
    public void validate(LinkRequest request) throws KernelException {
        if (request.address.isPresent()) {
            if (request.address.get().size() != ADDRESS_LENGTH) {
                throw refused(Errno.EINVAL, "Invalid link address");
            }
            if (!LinkPolicy.mac(request.address.get()).isValidUnicast()) {
                throw refused(Errno.EADDRNOTAVAIL, "Invalid link address");
            }
        }
        if (!(request.options.orElse(LinkOptions.NONE) instanceof VlanOptions options)) {
            throw refused(Errno.EINVAL, "VLAN properties not specified");
        }
        int protocol = options.protocol.orElse(EthernetFrame.TYPE_VLAN);
        if (protocol != EthernetFrame.TYPE_VLAN && protocol != EthernetFrame.TYPE_QINQ) {
            throw refused(Errno.EPROTONOSUPPORT, "Invalid VLAN protocol");
        }
        if (options.id.orElse(0) >= NO_VLAN) {
            throw refused(Errno.ERANGE, "Invalid VLAN id");
        }
    }

    /** {@code vlan_newlink}. */
    @Override
    public void create(NetDevice device, LinkRequest request, NetNamespace link) throws KernelException {
        VlanDevice vlan = (VlanDevice) device;
        VlanOptions options = (VlanOptions) request.options.orElseThrow();
        if (options.id.isEmpty()) {
            throw refused(Errno.EINVAL, "VLAN id not specified");
        }
        if (request.link.isEmpty()) {
            throw refused(Errno.EINVAL, "link not specified");
        }
        NetDevice real = link.devices()
                .byIndex(request.link.getAsInt())
                .orElseThrow(() -> refused(Errno.ENODEV, "link does not exist"));
        int protocol = options.protocol.orElse(EthernetFrame.TYPE_VLAN);
        VlanDevice.check(real, protocol, options.id.getAsInt());
        if (request.mtu.isEmpty()) {
            DeviceSettings.initialMtu(vlan, real.mtu());
        } else if (vlan.mtu() > real.mtu()) {
            throw new KernelException(Errno.EINVAL);
        }
        change(device, options);
        vlan.register(real, protocol, options.id.getAsInt(), request.index);
    }

    /** {@code vlan_changelink}. */
    @Override
    public void change(NetDevice device, LinkOptions options) {
        VlanDevice vlan = (VlanDevice) device;
        VlanOptions wanted = (VlanOptions) options;
        vlan.changeVlanFlags(wanted.flags, wanted.flagMask);
        for (Mapping mapping : wanted.ingress) {
            vlan.priorities().setIngress(mapping.from(), mapping.to());
        }
        for (Mapping mapping : wanted.egress) {
            vlan.priorities().setEgress(mapping.from(), mapping.to());
        }
    }

    @Override
    public Optional<LinkData> data(NetDevice device) {
        VlanDevice vlan = (VlanDevice) device;
        return Optional.of(new VlanInfo(
                vlan.protocol(),
                vlan.id(),
                vlan.vlanFlags(),
                vlan.priorities().ingressMappings(),
                vlan.priorities().egressMappings()));
    }

    private static KernelException refused(Errno errno, String words) {
        return new KernelException(errno, "8021q: " + words);
    }
}
