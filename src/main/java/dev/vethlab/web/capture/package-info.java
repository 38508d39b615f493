/** What every interface saw, as JSON, text, pcap and pcapng. */
@NullMarked
package dev.vethlab.web.capture;

import org.jspecify.annotations.NullMarked;
