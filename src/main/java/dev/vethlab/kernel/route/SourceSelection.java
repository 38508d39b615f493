package dev.vethlab.kernel.route;

import dev.vethlab.addr.Ipv4Address;
import dev.vethlab.kernel.address.InetDevices;

/** The source addresses that routes suggest, remembered until an address changes ({@code fib_result_prefsrc}). */
final class SourceSelection {

    private final InetDevices inet;
    private long generation;

    SourceSelection(InetDevices inet) {
        this.inet = inet;
    }

    /** An address came or went ({@code dev_addr_genid}). */
    void addressesChanged() {
        generation++;
    }

    /** The source of packets by what a lookup found. */
    Ipv4Address preferred(FibResult result) {
        FibInfo info = result.info();
        if (!info.preferredSource.isAny()) {
            return info.preferredSource;
        }
        FibNh hop = result.hop();
        return hop.sourceGeneration == generation ? hop.source : update(hop, info.scope);
    }

    /** {@code fib_info_update_nhc_saddr}. */
    Ipv4Address update(FibNh hop, int scope) {
        hop.source = hop.device == null ? Ipv4Address.ANY : inet.select(hop.device, hop.gateway, scope);
        hop.sourceGeneration = generation;
        return hop.source;
    }
}
