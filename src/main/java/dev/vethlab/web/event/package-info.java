/** What happens in a lab, told to those who listen: server-sent events. */
@NullMarked
package dev.vethlab.web.event;

import org.jspecify.annotations.NullMarked;
