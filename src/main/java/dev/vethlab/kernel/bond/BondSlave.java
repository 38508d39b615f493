package dev.vethlab.kernel.bond;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.DeviceStats;
import dev.vethlab.kernel.device.NetDevice;

/** A device that a bond uses ({@code struct slave}). */
public final class BondSlave {

    /** What the monitor holds of its link ({@code BOND_LINK_*}). */
    public enum Link {
        UP("UP"),
        FAIL("GOING_DOWN"),
        DOWN("DOWN"),
        BACK("GOING_BACK");

        private final String word;

        Link(String word) {
            this.word = word;
        }

        /** What programs show. */
        public String word() {
            return word;
        }
    }

    private final NetDevice device;
    private final MacAddress permanentAddress;
    private final int originalMtu;
    final DeviceStats counted = new DeviceStats();
    Link link = Link.UP;
    boolean active;
    int delay;
    int failures;

    BondSlave(NetDevice device) {
        this.device = device;
        this.permanentAddress = device.address();
        this.originalMtu = device.mtu();
    }

    public NetDevice device() {
        return device;
    }

    /** The address that it had before. */
    public MacAddress permanentAddress() {
        return permanentAddress;
    }

    int originalMtu() {
        return originalMtu;
    }

    public Link link() {
        return link;
    }

    /** Whether it is one of those that are used. */
    public boolean isActive() {
        return active;
    }

    /** How often its link failed. */
    public int failures() {
        return failures;
    }

    /** {@code bond_slave_can_tx}. */
    boolean canSend() {
        return device.isOperational() && link == Link.UP && active;
    }
}
