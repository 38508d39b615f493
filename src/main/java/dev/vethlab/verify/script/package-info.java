/** Scripts of command lines, one a line, taken apart as far as comparing needs. */
@NullMarked
package dev.vethlab.verify.script;

import org.jspecify.annotations.NullMarked;
