package dev.vethlab.tool.ip.neigh;

import dev.vethlab.addr.InetPrefix;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.rtnetlink.NeighbourInfo;
import dev.vethlab.tool.ip.grammar.AddressFamily;
import dev.vethlab.tool.ip.grammar.IpContext;
import java.util.Optional;

/** Which entries a command is about; the kernel sorts them by device and master, the program by the rest. */
final class NeighFilter {

    /** The bit that stands for {@link NudState#NONE} in {@link #states}. */
    static final int NO_STATE = 0x100;

    static final int NO_MASTER = -1;

    AddressFamily family = AddressFamily.UNSPEC;
    int index;
    int master;
    int states;
    boolean unusedOnly;
    boolean proxies;
    int protocol;
    Optional<InetPrefix> prefix = Optional.empty();

    boolean lets(NeighbourInfo entry, IpContext context) {
        return (family == AddressFamily.UNSPEC || family == AddressFamily.INET)
                && (index == 0 || index == entry.index())
                && hasMaster(entry, context)
                && hasState(entry)
                && prefix.map(wanted -> wanted.network().contains(entry.destination()))
                        .orElse(true)
                && (protocol == 0 || protocol == entry.protocol())
                && (!unusedOnly
                        || entry.cache().map(cache -> cache.holders() == 0).orElse(true));
    }

    /** An entry that was learnt elsewhere is always shown. */
    private boolean hasState(NeighbourInfo entry) {
        return (states & entry.state().bit()) != 0
                || entry.has(Neighbour.NTF_PROXY)
                || entry.has(Neighbour.NTF_EXT_LEARNED)
                || entry.state() == NudState.NONE && (states & NO_STATE) != 0;
    }

    private boolean hasMaster(NeighbourInfo entry, IpContext context) {
        if (master == 0 || proxies) {
            return true;
        }
        Optional<NetDevice> upper =
                context.namespace().net().devices().byIndex(entry.index()).flatMap(NetDevice::master);
        return master == NO_MASTER
                ? upper.isEmpty()
                : upper.map(device -> device.index() == master).orElse(false);
    }
}
