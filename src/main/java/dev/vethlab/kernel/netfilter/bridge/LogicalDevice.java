package dev.vethlab.kernel.netfilter.bridge;

import dev.vethlab.kernel.bridge.Bridge;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.device.Skb;
import dev.vethlab.kernel.sysctl.NetIpv4;
import dev.vethlab.kernel.vlan.VlanDevice;

/** The device that the IPv4 filters see a bridged packet come in by ({@code brnf_get_logical_dev}). */
final class LogicalDevice {

    private LogicalDevice() {}

    /** The bridge; or, where {@code bridge-nf-pass-vlan-input-dev} is set, the device on it that is of the packet's VLAN. */
    static NetDevice of(Bridge bridge, Skb skb) {
        if (!skb.isTagged() || !bridge.net().sysctls().isSet(NetIpv4.BRIDGE_NF_PASS_VLAN_INPUT_DEV)) {
            return bridge;
        }
        for (NetDevice device : bridge.net().devices().all()) {
            if (device instanceof VlanDevice vlan
                    && vlan.real() == bridge
                    && vlan.id() == skb.vlanId()
                    && vlan.protocol() == skb.vlanProtocol) {
                return vlan;
            }
        }
        return bridge;
    }
}
