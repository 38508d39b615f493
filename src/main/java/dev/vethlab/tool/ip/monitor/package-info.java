/** {@code ip monitor}: prints what changes in a namespace while it does (ip/ipmonitor.c). */
@NullMarked
package dev.vethlab.tool.ip.monitor;

import org.jspecify.annotations.NullMarked;
