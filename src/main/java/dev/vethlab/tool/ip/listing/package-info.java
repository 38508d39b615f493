/**
 * Objects of {@code ip} that mostly list what the kernel has: {@code maddress}, {@code netconf}, {@code mroute}, {@code addrlabel},
 * {@code token} (iproute2's {@code ip/ipmaddr.c} and its like). Knows nothing of the other objects.
 */
@NullMarked
package dev.vethlab.tool.ip.listing;

import org.jspecify.annotations.NullMarked;
