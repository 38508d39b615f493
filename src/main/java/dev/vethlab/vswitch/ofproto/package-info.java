/**
 * The switch (ofproto/ofproto-dpif*.c): bridges with their ports, flow tables and MAC tables, and the translation of a packet's way
 * through them into what the datapath is to do. It knows no database: the configuration comes from above.
 */
@NullMarked
package dev.vethlab.vswitch.ofproto;

import org.jspecify.annotations.NullMarked;
