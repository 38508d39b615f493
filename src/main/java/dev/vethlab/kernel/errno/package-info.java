/**
 * The kernel's error numbers and the one exception by which it refuses a request
 * (include/uapi/asm-generic/errno.h, lib/netlink extended acks).
 */
@NullMarked
package dev.vethlab.kernel.errno;

import org.jspecify.annotations.NullMarked;
