/**
 * The bytes on the wire: one file per protocol, each a value that can be encoded to bytes and parsed back, and one line
 * of text as tcpdump prints it. This package makes no judgement about content: what a header means to a host is the
 * kernel's business. A packet is immutable and shared by reference; bytes exist only where somebody asks for them.
 */
@NullMarked
package dev.vethlab.wire;

import org.jspecify.annotations.NullMarked;
