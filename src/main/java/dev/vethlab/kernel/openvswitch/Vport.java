package dev.vethlab.kernel.openvswitch;

import dev.vethlab.kernel.device.DeviceEvent;
import dev.vethlab.kernel.device.DeviceListener;
import dev.vethlab.kernel.device.NetDevice;

/** A port of the datapath ({@code struct vport}). */
public final class Vport {

    /** What kind of port it is ({@code enum ovs_vport_type}). */
    public enum Type {
        /** A device that was there before. */
        NETDEV("system"),
        /** A device of the host that is plugged in. */
        INTERNAL("internal"),
        /** The device of all VXLAN tunnels of a UDP port. */
        VXLAN("vxlan"),
        /** The device of all GRE tunnels. */
        GRE("gre");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** Whether it is the device of tunnels. */
        public boolean isTunnel() {
            return this == VXLAN || this == GRE;
        }

        /** As programs call it. */
        public String word() {
            return word;
        }
    }

    private final int number;
    private final Type type;
    private final NetDevice device;
    final DeviceListener follower;

    Vport(Datapath datapath, int number, Type type, NetDevice device) {
        this.number = number;
        this.type = type;
        this.device = device;
        this.follower = (event, follows) -> {
            if (event == DeviceEvent.UNREGISTER) {
                datapath.vanished(this);
            }
        };
    }

    public int number() {
        return number;
    }

    public Type type() {
        return type;
    }

    public NetDevice device() {
        return device;
    }

    /** The name of its device. */
    public String name() {
        return device.name();
    }
}
