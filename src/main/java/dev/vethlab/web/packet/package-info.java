/** Packets and decisions as clients read them, with Wireshark's field names where it has one. */
@NullMarked
package dev.vethlab.web.packet;

import org.jspecify.annotations.NullMarked;
