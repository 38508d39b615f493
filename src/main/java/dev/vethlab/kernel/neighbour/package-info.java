/**
 * Neighbour entries, their states and timers (net/core/neighbour.c). How a neighbour is asked for is the business of
 * the protocol that owns the table.
 */
@NullMarked
package dev.vethlab.kernel.neighbour;

import org.jspecify.annotations.NullMarked;
