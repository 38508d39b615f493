/**
 * {@code docker}, as far as it is networks: it makes the namespaces, veth pairs, bridges, addresses and iptables rules that Docker makes,
 * with the lab's own programs. There are no images and nothing runs in a container but what {@code docker exec} starts.
 */
@NullMarked
package dev.vethlab.tool.docker;

import org.jspecify.annotations.NullMarked;
