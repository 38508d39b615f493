package dev.vethlab.vswitch.ofproto;

/**
 * What is said of a flow besides what it matches and does.
 *
 * @param idleTimeout in seconds without a packet, 0 for none
 * @param hardTimeout in seconds, 0 for none
 * @param resetCounts whether a change of its actions makes its counters begin again: what OpenFlow 1.0 and 1.1 always do to those added
 */
public record FlowSettings(
        int idleTimeout,
        int hardTimeout,
        boolean sendFlowRemoved,
        boolean checkOverlap,
        boolean resetCounts,
        int importance) {}
