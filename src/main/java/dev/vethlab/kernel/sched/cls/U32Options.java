package dev.vethlab.kernel.sched.cls;

import dev.vethlab.kernel.sched.act.ActionSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked of a filter by any bytes ({@code TCA_U32_*}).
 *
 * @param keys all must fit; empty where no match was given
 * @param hasSelector whether a match was given
 * @param terminal whether the search ends with it
 * @param header how the next header is found
 * @param table the hash table that it is to be in, or 0
 * @param divisor where a hash table is asked for: how many buckets it has
 * @param link the hash table that is looked at next
 * @param mark the mark that a packet must have
 * @param device the name of the device that packets must have come by
 */
public record U32Options(
        List<U32Key> keys,
        boolean hasSelector,
        boolean terminal,
        NextHeader header,
        int table,
        OptionalInt divisor,
        OptionalInt link,
        Optional<Mark> mark,
        Optional<String> device,
        OptionalInt classId,
        List<ActionSpec> actions)
        implements FilterOptions {

    /** A mark, its mask. */
    public record Mark(int value, int mask) {}

    /**
     * Where the next header begins, and what is hashed there.
     *
     * @param isVariable whether it is read from the packet
     * @param plus bytes that are added
     * @param at where two bytes are read
     * @param mask which of their bits count
     * @param shift by how many bits they are moved
     * @param eat whether the next table counts from there
     * @param hashMask which bits choose a bucket of the next table
     * @param hashAt where these are
     */
    public record NextHeader(
            boolean isVariable,
            boolean isFixed,
            int plus,
            int at,
            int mask,
            int shift,
            boolean eat,
            int hashMask,
            int hashAt) {

        /** Nothing was said about it. */
        public static final NextHeader NONE = new NextHeader(false, false, 0, 0, 0, 0, false, 0, 0);
    }
}
