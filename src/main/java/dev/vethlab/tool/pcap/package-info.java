/**
 * Capture files: the classic pcap format (draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng). This package
 * knows packets as bytes with a time, and nothing of who captured them.
 */
@NullMarked
package dev.vethlab.tool.pcap;

import org.jspecify.annotations.NullMarked;
