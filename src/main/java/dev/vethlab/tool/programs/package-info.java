/** Which programs there are. */
@NullMarked
package dev.vethlab.tool.programs;

import org.jspecify.annotations.NullMarked;
