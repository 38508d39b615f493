/** The programs that make a bash of one's own talk to a lab. */
@NullMarked
package dev.vethlab.web.shell;

import org.jspecify.annotations.NullMarked;
