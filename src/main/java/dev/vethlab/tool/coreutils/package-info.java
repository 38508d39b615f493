/**
 * The small programs that lab scripts use between the others: {@code cat}, {@code echo}, {@code sleep}, {@code true} and {@code false}
 * (GNU coreutils 9.1 in the C locale).
 */
@NullMarked
package dev.vethlab.tool.coreutils;

import org.jspecify.annotations.NullMarked;
