package dev.vethlab.kernel.sched;

/**
 * Of {@code pfifo} and {@code bfifo} ({@code struct tc_fifo_qopt}).
 *
 * @param limit packets or bytes, unsigned
 */
public record FifoOptions(int limit) implements QdiscOptions {}
