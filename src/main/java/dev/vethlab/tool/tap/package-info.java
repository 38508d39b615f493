/**
 * The program at the other end of a tap or tun device: it writes to the device what a client of the lab has for it, and keeps for the
 * client what it reads. No such program comes with Linux; it stands for whatever a virtual machine or a VPN would be.
 */
@NullMarked
package dev.vethlab.tool.tap;

import org.jspecify.annotations.NullMarked;
