package dev.vethlab.kernel.rtnetlink;

import dev.vethlab.kernel.neighbour.NeighSetting;
import dev.vethlab.kernel.neighbour.NeighThresholds;
import java.util.Map;

/**
 * A request to change what rules neighbours (RTM_SETNEIGHTBL).
 *
 * @param name of the table
 * @param index of a device, 0 for the defaults of all
 * @param settings numbers, and times in milliseconds; of {@link NeighSetting#QUEUE_LEN_BYTES} the number of full frames
 * @param limits numbers of entries, and a time in milliseconds
 */
public record NeighbourTableRequest(
        String name, int index, Map<NeighSetting, Long> settings, Map<NeighThresholds.Which, Long> limits) {}
