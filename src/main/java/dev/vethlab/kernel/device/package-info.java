/**
 * Network devices and the namespaces they are in (net/core/dev.c, drivers/net/veth.c, drivers/net/loopback.c,
 * net/core/link_watch.c). Devices carry frames and tell listeners what becomes of them; they know no addresses and no
 * routes: protocols register a handler for their EtherType and a listener for device events.
 */
@NullMarked
package dev.vethlab.kernel.device;

import org.jspecify.annotations.NullMarked;
