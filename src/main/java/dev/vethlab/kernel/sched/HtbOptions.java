package dev.vethlab.kernel.sched;

/**
 * Of {@code htb} ({@code struct tc_htb_glob}).
 *
 * @param rateToQuantum by what a class's rate is divided to get its quantum
 * @param defaultClass the number of the class of packets that no filter knows, 0 for none
 * @param directPackets how many packets went by all classes, as shown
 * @param directQueueLength how many of those may wait, -1 for as many as the device lets
 */
public record HtbOptions(int rateToQuantum, int defaultClass, int directPackets, int directQueueLength)
        implements QdiscOptions {}
