package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.addr.MacAddress;
import dev.vethlab.kernel.macvlan.MacvlanMode;
import java.util.List;

/**
 * What there is to tell of a macvlan ({@code macvlan_fill_info}).
 *
 * @param flags {@code MACVLAN_FLAG_*}
 * @param broadcastQueueLength how many frames to many may wait, as the device asks, and as its port goes by
 */
public record MacvlanInfo(
        MacvlanMode mode, int flags, long broadcastQueueLength, long usedBroadcastQueueLength, List<MacAddress> sources)
        implements LinkData {}
