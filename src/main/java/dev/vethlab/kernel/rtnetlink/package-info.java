/**
 * The messages by which programs configure the kernel and ask for its state (net/core/rtnetlink.c and its kin): typed
 * requests in, typed descriptions out, refusals as a KernelException with the kernel's errno and words.
 */
@NullMarked
package dev.vethlab.kernel.rtnetlink;

import org.jspecify.annotations.NullMarked;
