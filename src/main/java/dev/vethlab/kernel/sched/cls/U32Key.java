package dev.vethlab.kernel.sched.cls;

/**
 * Four bytes of a packet that are compared ({@code struct tc_u32_key}).
 *
 * @param value what they must be where the mask is 1
 * @param offset where they are, from the network header on; what is before it is negative
 * @param afterHeader whether the offset is counted from where a link has led ({@code nexthdr+})
 */
public record U32Key(int value, int mask, int offset, boolean afterHeader) {}
