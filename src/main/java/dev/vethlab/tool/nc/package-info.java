/**
 * The program {@code nc}: OpenBSD's netcat 1.219 as Debian 12 has it. It acts on what its sockets tell, and so can go on in the
 * background.
 */
@NullMarked
package dev.vethlab.tool.nc;

import org.jspecify.annotations.NullMarked;
