package dev.vethlab.kernel.sched;

import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.wire.EthernetFrame;

/** The longest packet of a device with its header ({@code psched_mtu}). */
final class FullPacket {

    private FullPacket() {}

    /** In bytes. */
    static int of(NetDevice device) {
        return device.mtu() + (device.hasEthernetHeader() ? EthernetFrame.HEADER_LENGTH : 0);
    }
}
