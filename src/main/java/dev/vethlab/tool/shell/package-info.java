/**
 * The shell of a lab: one command line with quotes and redirections, run by one of the programs that it is given. It knows no
 * program.
 */
@NullMarked
package dev.vethlab.tool.shell;

import org.jspecify.annotations.NullMarked;
