package dev.vethlab.tool.tcpdump;

/** A compiled condition. What stands first is looked at first, and what decides ends it, as in the code of libpcap. */
@FunctionalInterface
interface FilterCondition {

    boolean holds(FilterPacket packet);

    default FilterCondition and(FilterCondition next) {
        return packet -> holds(packet) && next.holds(packet);
    }

    default FilterCondition or(FilterCondition next) {
        return packet -> holds(packet) || next.holds(packet);
    }

    default FilterCondition not() {
        return packet -> !holds(packet);
    }
}
