/**
 * The objects of {@code ip} behind which a family of generic netlink stands: {@code tcp_metrics}, {@code sr}, {@code ioam},
 * {@code mptcp}, and those whose family the simulated kernel lacks.
 */
@NullMarked
package dev.vethlab.tool.ip.genetlink;

import org.jspecify.annotations.NullMarked;
