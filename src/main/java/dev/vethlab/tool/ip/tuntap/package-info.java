/** {@code ip tuntap} (ip/iptuntap.c). */
@NullMarked
package dev.vethlab.tool.ip.tuntap;

import org.jspecify.annotations.NullMarked;
