package dev.vethlab.tool.files;

import dev.vethlab.kernel.Namespace;
import dev.vethlab.kernel.device.NetDevice;
import dev.vethlab.kernel.neighbour.Neighbour;
import dev.vethlab.kernel.neighbour.NudState;
import dev.vethlab.kernel.neighbour.ProxyNeighbour;
import org.jspecify.annotations.Nullable;

/** {@code /proc/net/arp}: the neighbours, then those that are answered for ({@code arp_seq_show}). */
final class ProcNetArp {

    private static final int ETHERNET = 1;
    private static final int LOOPBACK = 772;
    private static final int COMPLETE = 0x2;
    private static final int PERMANENT = 0x4;
    private static final int PUBLISHED = 0x8;
    private static final String NO_ADDRESS = "00:00:00:00:00:00";

    private ProcNetArp() {}

    static String text(Namespace namespace) {
        StringBuilder text =
                new StringBuilder("IP address       HW type     Flags       HW address            Mask     Device\n");
        for (Neighbour neighbour : namespace.neighbours().all()) {
            NudState state = neighbour.state();
            if (state != NudState.NONE && state != NudState.NOARP) {
                int flags = state == NudState.PERMANENT ? PERMANENT | COMPLETE : state.isValid() ? COMPLETE : 0;
                text.append(line(
                        neighbour.key().toString(), flags, neighbour.lladdr().toString(), neighbour.device()));
            }
        }
        for (ProxyNeighbour proxy : namespace.neighbours().proxies().all()) {
            text.append(line(proxy.key().toString(), PUBLISHED | PERMANENT, NO_ADDRESS, proxy.device()));
        }
        return text.toString();
    }

    private static String line(String address, int flags, String hardware, @Nullable NetDevice device) {
        int type = device == null ? 0 : device.isLoopback() ? LOOPBACK : ETHERNET;
        return String.format(
                "%-16s 0x%-10x0x%-10x%-17s     *        %s\n",
                address, type, flags, hardware, device == null ? "*" : device.name());
    }
}
