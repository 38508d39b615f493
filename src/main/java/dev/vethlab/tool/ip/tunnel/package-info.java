/** {@code ip tunnel} (ip/iptunnel.c, ip/tunnel.c). */
@NullMarked
package dev.vethlab.tool.ip.tunnel;

import org.jspecify.annotations.NullMarked;
