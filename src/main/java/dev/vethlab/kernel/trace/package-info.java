/**
 * What the kernel reports of itself: the packets that pass each device, and the decisions made about them, with the
 * names of enum skb_drop_reason. Nothing here decides anything; it knows packets, and neither devices nor protocols.
 */
@NullMarked
package dev.vethlab.kernel.trace;

import org.jspecify.annotations.NullMarked;
