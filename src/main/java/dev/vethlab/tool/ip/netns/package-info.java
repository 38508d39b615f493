/** {@code ip netns}: named network namespaces and the ids by which they call each other (ip/ipnetns.c). */
@NullMarked
package dev.vethlab.tool.ip.netns;

import org.jspecify.annotations.NullMarked;
