/** The programs of Open vSwitch 3.1, a package each, and what they have in common. */
@NullMarked
package dev.vethlab.tool.ovs;

import org.jspecify.annotations.NullMarked;
