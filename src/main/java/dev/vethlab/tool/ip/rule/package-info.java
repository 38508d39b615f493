/**
 * {@code ip rule}: the rules of the routing policy are changed, listed and flushed (iproute2 ip/iprule.c).
 */
@NullMarked
package dev.vethlab.tool.ip.rule;

import org.jspecify.annotations.NullMarked;
