package dev.vethlab.vswitch.ofproto;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.openvswitch.Vport;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A port of a bridge ({@code struct ofport_dpif}). */
public final class OfPort {

    private final Bridge bridge;
    private final String name;
    private final int number;
    private final PortType type;
    private final Set<PortFlag> flags = EnumSet.noneOf(PortFlag.class);
    final MacAddress ownAddress;

    /** The datapath's port for it; null for a patch port. */
    @Nullable
    Vport vport;

    /** The bundle that it is in, null before it is in one. */
    @Nullable
    Bundle bundle;

    /** For a patch port, the name of its other end. */
    String peer = "";

    /** That end where it was found, as of so many changes of ports. */
    @Nullable
    OfPort peerPort;

    long peerKnownAt = -1;

    @Nullable
    TunnelConfig tunnel;

    long rxPackets;
    long rxBytes;
    long txPackets;
    long txBytes;

    OfPort(Bridge bridge, String name, int number, PortType type, MacAddress ownAddress) {
        this.bridge = bridge;
        this.name = name;
        this.number = number;
        this.type = type;
        this.ownAddress = ownAddress;
    }

    public Bridge bridge() {
        return bridge;
    }

    public String name() {
        return name;
    }

    /** The number in OpenFlow. */
    public int number() {
        return number;
    }

    public PortType type() {
        return type;
    }

    /** The device that it is; patch ports and tunnels are none of their own. */
    public Optional<NetDevice> device() {
        Vport plugged = vport;
        return plugged == null || type.isVirtual() ? Optional.empty() : Optional.of(plugged.device());
    }

    /** The datapath's port for it. */
    public Optional<Vport> vport() {
        return Optional.ofNullable(vport);
    }

    public MacAddress address() {
        return device().map(NetDevice::address).orElse(ownAddress);
    }

    public String peer() {
        return peer;
    }

    public Optional<TunnelConfig> tunnel() {
        return Optional.ofNullable(tunnel);
    }

    /** What it has received and sent: packets and bytes each. */
    public long[] counts() {
        return new long[] {rxPackets, rxBytes, txPackets, txBytes};
    }

    /** What it is told not to do. */
    public Set<PortFlag> flags() {
        return flags;
    }

    public void setFlag(PortFlag flag, boolean set) {
        if (set) {
            flags.add(flag);
        } else {
            flags.remove(flag);
        }
    }
}
