package dev.vethlab.kernel.sched;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Of {@code netem} ({@code TCA_NETEM_*}). Shares are of 2<sup>32</sup> - 1, times in ticks of 64 ns. What is null was not given,
 * and stays as it is.
 *
 * @param latency the delay
 * @param jitter by how much it varies
 * @param limit packets that may wait
 * @param loss the share that is lost
 * @param gap every so manyth packet goes at once
 * @param duplicate the share that is sent twice
 * @param loss4 a model of loss in place of a share
 * @param distribution the values that jitter is drawn from
 * @param ecn whether packets are marked in place of being lost
 */
public record NetemOptions(
        int latency,
        int jitter,
        int limit,
        int loss,
        int gap,
        int duplicate,
        @Nullable Correlations correlations,
        @Nullable Share reorder,
        @Nullable Share corrupt,
        @Nullable Rate rate,
        Optional<LossModel> loss4,
        @Nullable Slot slot,
        short @Nullable [] distribution,
        short @Nullable [] slotDistribution,
        boolean ecn)
        implements QdiscOptions {

    /** How much each draw depends on the one before. */
    public record Correlations(int delay, int loss, int duplicate) {}

    /** A share of packets, and how much each draw depends on the one before. */
    public record Share(int probability, int correlation) {}

    /**
     * A rate.
     *
     * @param bytesPerSecond unsigned
     */
    public record Rate(long bytesPerSecond, int packetOverhead, int cellSize, int cellOverhead) {}

    /** A model of loss with states. */
    public sealed interface LossModel permits FourStates, GilbertElliott {}

    /** Loss by four states ({@code struct tc_netem_gimodel}). */
    public record FourStates(int p13, int p31, int p32, int p14, int p23) implements LossModel {}

    /** Loss by two states ({@code struct tc_netem_gemodel}). */
    public record GilbertElliott(int p, int r, int h, int k1) implements LossModel {}

    /** Times at which packets go in bunches, in nanoseconds. */
    public record Slot(
            long minDelay,
            long maxDelay,
            int maxPackets,
            int maxBytes,
            long distributionDelay,
            long distributionJitter) {}
}
