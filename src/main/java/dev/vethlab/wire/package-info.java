/**
 * The bytes on the wire: one file per protocol, each a value that can be encoded to bytes and parsed back. What is no valid
 * value of its protocol stays {@link dev.vethlab.wire.Bytes}; {@code wire.print} has the text. This package makes no judgement about content: what a header means to a host is the
 * kernel's business. A packet is immutable and shared by reference; bytes exist only where somebody asks for them.
 */
@NullMarked
package dev.vethlab.wire;

import org.jspecify.annotations.NullMarked;
