package dev.vethlab.kernel.trace;

import dev.vethlab.wire.EthernetFrame;

/** Is shown packets that are kept. */
@FunctionalInterface
public interface Sighted {

    /**
     * A packet, and where and when it was seen.
     *
     * @param number the lab's own total order of captured packets, from 1
     */
    void at(Capture capture, long number, long atNs, Direction direction, EthernetFrame frame);
}
