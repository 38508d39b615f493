/**
 * Open vSwitch 3.1 as the programs that run it: {@code ovsdb-server} with its database, and {@code ovs-vswitchd}, which keeps
 * the bridges as the database says and tells the kernel's datapath what to do with packets. The programs that users type are
 * tools; nothing here reads or prints command lines, but for the texts of flows and actions, which are one vocabulary.
 */
@NullMarked
package dev.vethlab.vswitch;

import org.jspecify.annotations.NullMarked;
