/** The program {@code python3}, of which there is one thing: {@code python3 -m http.server}, of an empty directory. */
@NullMarked
package dev.vethlab.tool.python;

import org.jspecify.annotations.NullMarked;
