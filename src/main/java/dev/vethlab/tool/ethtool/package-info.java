/**
 * The program {@code ethtool} 6.1 in the forms that labs use: settings, driver, features, statistics, permanent address
 * (ethtool.c, netlink/).
 */
@NullMarked
package dev.vethlab.tool.ethtool;

import org.jspecify.annotations.NullMarked;
