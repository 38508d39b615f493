/** The whole lab as one declarative document: read from a kernel, and built as command lines. */
@NullMarked
package dev.vethlab.lab.topology;

import org.jspecify.annotations.NullMarked;
