/**
 * Frames of tap and tun devices: sent and received over REST, and over a WebSocket that makes its client a host on the lab's
 * network. Both are the program {@code lab-tap} of the lab, so that the journal has every frame.
 */
@NullMarked
package dev.vethlab.web.frame;

import org.jspecify.annotations.NullMarked;
