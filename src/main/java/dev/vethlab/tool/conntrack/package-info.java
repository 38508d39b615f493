/** The program {@code conntrack}: the connections that are tracked, shown and deleted (conntrack-tools 1.4.7). */
@NullMarked
package dev.vethlab.tool.conntrack;

import org.jspecify.annotations.NullMarked;
