/**
 * IPv4 addresses of devices and the per-device IPv4 settings (net/ipv4/devinet.c, include/linux/inetdevice.h).
 */
@NullMarked
package dev.vethlab.kernel.address;

import org.jspecify.annotations.NullMarked;
