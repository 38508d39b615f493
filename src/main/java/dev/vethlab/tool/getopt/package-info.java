/**
 * The C library's {@code getopt}: how programs take single letter options, with its messages. It knows no program.
 */
@NullMarked
package dev.vethlab.tool.getopt;

import org.jspecify.annotations.NullMarked;
