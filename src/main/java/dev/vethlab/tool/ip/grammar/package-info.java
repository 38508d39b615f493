/**
 * What all objects of the {@code ip} program share: its options, its cursor over the command line, its complaints and exit
 * codes, and its printer, which writes text and JSON from the same calls (iproute2 ip/ip.c, lib/utils.c, lib/json_print.c,
 * lib/json_writer.c, lib/ll_map.c). It knows no object.
 */
@NullMarked
package dev.vethlab.tool.ip.grammar;

import org.jspecify.annotations.NullMarked;
