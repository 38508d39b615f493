/** The one place where errors become problems (RFC 9457), with the kinds of problem that there are. */
@NullMarked
package dev.vethlab.web.problem;

import org.jspecify.annotations.NullMarked;
