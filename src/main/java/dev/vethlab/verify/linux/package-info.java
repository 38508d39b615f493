/**
 * Scripts run on the real kernel of this machine, as root, in namespaces that are gone afterwards. Nothing of the machine is
 * touched: the network, the mounts, the processes and the host name that a script sees are its own.
 */
@NullMarked
package dev.vethlab.verify.linux;

import org.jspecify.annotations.NullMarked;
