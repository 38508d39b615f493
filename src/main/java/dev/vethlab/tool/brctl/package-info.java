/**
 * The program {@code brctl} of bridge-utils 1.7.1: bridges made, changed and shown as before iproute2 (brctl/brctl_cmd.c,
 * brctl_disp.c).
 */
@NullMarked
package dev.vethlab.tool.brctl;

import org.jspecify.annotations.NullMarked;
