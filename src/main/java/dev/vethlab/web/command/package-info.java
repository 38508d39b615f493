/** The command line of a lab. */
@NullMarked
package dev.vethlab.web.command;

import org.jspecify.annotations.NullMarked;
