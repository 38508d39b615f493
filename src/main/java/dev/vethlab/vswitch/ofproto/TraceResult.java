package dev.vethlab.vswitch.ofproto;

import dev.vethlab.vswitch.flow.FlowKey;
import java.util.List;

/**
 * What would become of a packet.
 *
 * @param decisions what was decided on the way, line by line
 * @param finalFlow what is known of the packet at the end
 * @param wildcards which of its bits were looked at
 * @param actions what the datapath would do
 * @param slow whether the kernel cannot do that and the program does
 * @param error why there is no answer, empty where there is
 * @param forks the copies that go on once they are tracked
 */
public record TraceResult(
        FlowKey initial,
        String decisions,
        FlowKey finalFlow,
        FlowKey wildcards,
        String actions,
        boolean slow,
        String error,
        List<Fork> forks) {}
